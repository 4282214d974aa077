import { own } from "../../domain/own.ts"
import { settingNames, type SettingsInput } from "../../settings/settingNames.ts"

/**
 * What the word under the cursor is: modules, fields or views of one, journeys from here or of a store, or sign-ins.
 */
export interface PlaceOfNames {
  readonly names: "modules" | "fields" | "views" | "journeys" | "unfinished" | "stored" | "asking" | "profiles"
  /** The module whose fields or views are meant, as it was typed. */
  readonly module?: string
  /** The file of the store whose journeys are meant. */
  readonly store?: string
  /** What was typed of the name, and all that stands before it in the same word. */
  readonly begun: string
  readonly before: string
  /** The settings that were typed: they say whose modules are meant. */
  readonly settings: SettingsInput
}

/** Whether names are of this machine, whoever is signed in. */
export const areOwn = ({ names }: PlaceOfNames): boolean => !["modules", "fields", "views"].includes(names)

/** Flags that take no value; all others take one. */
export const flagsWithoutValue: ReadonlySet<string> = new Set(
  [
    "emulator",
    "json",
    "jsonl",
    "quiet",
    "explain",
    "refresh",
    "plan",
    "safe-cells",
    "drop-refused-fields",
    "no-metadata",
    "all",
    "merge",
    "soft-delete",
    "whole",
    "text-columns",
    "wait",
    "send-again",
    "unfinished",
    "pruned",
    "watch",
    "no-job",
    "insecure-database",
  ].map((name) => `--${name}`),
)

/** Commands whose first argument is a module. */
const ofModule: ReadonlyArray<string> = ["export", "fields", "views", "count"]

/** Commands whose arguments are all modules, but for the words of commands below them. */
const ofModules: ReadonlyMap<string, ReadonlyArray<string>> = new Map([["mirror", ["status"]]])

/** Commands whose argument is a journey that is not finished. */
const ofJourney: ReadonlyArray<string> = ["resume"]

/** Commands whose argument is a journey of a store: one that is not over, or one that waits for a word. */
const ofStored: Readonly<Record<string, "stored" | "asking">> = { cancel: "stored", resolve: "asking" }

/** The flag of every command that names a sign-in. */
export const flagOfSignIns = `--${settingNames.profile.flag}`

/** What the value of a flag is; behind a module, the name of a field may follow after a point. */
interface NamesOfFlag extends Pick<PlaceOfNames, "names"> {
  readonly isList?: boolean
  readonly hasFields?: boolean
}

/** Which names the values of flags are, by command; a list is separated by commas. */
const valuesOf: Readonly<Record<string, Readonly<Record<string, NamesOfFlag>>>> = {
  export: {
    "--fields": { names: "fields", isList: true },
    "--where": { names: "fields" },
    "--view": { names: "views" },
  },
  import: {
    "--module": { names: "modules" },
    "--find-by": { names: "fields", isList: true },
  },
  count: { "--where": { names: "fields" } },
  journeys: { "--forget": { names: "journeys" } },
  jobs: { "--forget": { names: "journeys" } },
  organization: { "--modules": { names: "modules", isList: true } },
  mirror: {
    "--except": { names: "modules", isList: true },
    "--exclude": { names: "modules", isList: true, hasFields: true },
  },
}

/** The flags, by command, whose values are names. */
export const flagsOfNames: ReadonlyArray<readonly [command: string, flags: ReadonlyArray<string>]> = Object.entries(
  valuesOf,
).map(([command, flags]) => [command, Object.keys(flags)] as const)

/** The commands that take names somewhere. */
export const commandsOfNames: ReadonlyArray<string> = [
  ...new Set([...ofModule, ...ofModules.keys(), ...ofJourney, ...Object.keys(ofStored), ...Object.keys(valuesOf)]),
]

/** What a shell would take a word for: some hand it over as it was typed. */
const unquoted = (word: string): string => word.replaceAll(/\\(.)/g, "$1").replaceAll(/^["']|["']$/g, "")

interface Typed {
  readonly arguments: ReadonlyArray<string>
  readonly flags: ReadonlyMap<string, string>
  /** The flag whose value would be next. */
  readonly open: string | undefined
}

/** The long names of flags that have a short one. */
export const shortFlags: Readonly<Record<string, string>> = {
  "-o": "--output",
  "-f": "--format",
  "-m": "--module",
  "-w": "--where",
  "-q": "--quiet",
}

const read = (words: ReadonlyArray<string>): Typed => {
  const plain: Array<string> = []
  const flags = new Map<string, string>()
  let open: string | undefined
  for (const typed of words) {
    const word = own(shortFlags, typed) ?? typed
    const [flag = "", value] = word.startsWith("--") ? word.split(/=(.*)/s, 2) : []
    if (open !== undefined) {
      flags.set(open, word)
      open = undefined
    } else if (flag === "") plain.push(word)
    else if (value !== undefined) flags.set(flag, value)
    else if (!flagsWithoutValue.has(flag)) open = flag
  }
  return { arguments: plain, flags, open }
}

const settingsIn = (flags: Typed["flags"]): SettingsInput =>
  Object.fromEntries(
    Object.entries(settingNames).flatMap(([key, { flag }]) => {
      const value = flags.get(`--${flag}`)
      return value === undefined ? [] : [[key, value]]
    }),
  )

/** Finds out which names fit where a reader is typing, by the words behind the command's name; the last is the one that is typed. */
export const placeOfNames = (typed: ReadonlyArray<string>): PlaceOfNames | undefined => {
  // Bash takes --flag=value apart.
  const words = typed.filter((word) => word !== "=").map(unquoted)
  const begun = words.at(-1) ?? ""
  const { arguments: plain, flags, open } = read(words.slice(0, -1))
  const [command = "", ...others] = plain
  const settings = settingsIn(flags)
  if (open === undefined) {
    const isOnly = ofModule.includes(command) && others.length === 0
    const isModule = isOnly || ofModules.get(command)?.includes(others[0] ?? "") === false
    if (begun.startsWith("-")) return undefined
    if (isModule) return { names: "modules", begun, before: "", settings }
    const stored = others.length === 0 ? own(ofStored, command) : undefined
    const store = flags.get("--store")
    if (stored !== undefined && store !== undefined) return { names: stored, store, begun, before: "", settings }
    const isJourney = ofJourney.includes(command) && others.length === 0
    return isJourney ? { names: "unfinished", begun, before: "", settings } : undefined
  }
  const ofSignIns: NamesOfFlag = { names: "profiles" }
  const value = open === flagOfSignIns ? ofSignIns : own(own(valuesOf, command) ?? {}, open)
  if (value === undefined) return undefined
  const cut = value.isList === true ? begun.lastIndexOf(",") + 1 : 0
  const point = value.hasFields === true ? begun.indexOf(".", cut) + 1 : 0
  if (point > 0) {
    const path = { module: begun.slice(cut, point - 1), begun: begun.slice(point), before: begun.slice(0, point) }
    return { names: "fields", ...path, settings }
  }
  const module = command === "import" ? flags.get("--module") : others[0]
  return {
    names: value.names,
    ...(module === undefined || value.names === "modules" ? {} : { module }),
    begun: begun.slice(cut),
    before: begun.slice(0, cut),
    settings,
  }
}
