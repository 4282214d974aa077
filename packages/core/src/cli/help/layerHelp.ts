import * as Context from "effect/Context"
import * as CliOutput from "effect/cli/CliOutput"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { getCurrentVersion } from "effect/Version"
import { settingNames } from "../../settings/settingNames.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { entries, flagEntries, type Layout, ownSections, section } from "./formatHelp.ts"
import { CommandEnds } from "./Lesson.ts"
import { allExitCodes, documentNote, variablesWithoutFlag } from "./notes.ts"
import { Output } from "../output/Output.ts"
import { StartedAs } from "../output/StartedAs.ts"
import { RunState } from "../run/RunState.ts"
import { wrap } from "../output/wrap.ts"
import { ownWords } from "../output/Words.ts"

/**
 * What the command runs on, for `--version`.
 *
 * **Example** (Node)
 *
 * ```ts
 * import type { RuntimeName } from "@zoho-bulk/core/cli"
 *
 * export const runtime: RuntimeName = { name: "node", version: "24.0.0" }
 * ```
 *
 * @category running
 */
export interface RuntimeName {
  /** The name of the runtime, such as `node`. */
  readonly name: string
  /** The version of the runtime. */
  readonly version: string
}

const settingFlags: ReadonlySet<string> = new Set(Object.values(settingNames).map(({ flag }) => flag))

/** Flags of every command that only say something where Zoho is asked, or emulated. */
const ofZoho: ReadonlySet<string> = new Set(["emulator", "records"])

/** The widest that help gets, however wide the terminal is, and how wide it is where there is none. */
const [widest, usual] = [100, 80]

/** The same help for a reader who starts the command like this, and not by its name. */
const forReader = (startedAs: string, { examples, usage, ...doc }: HelpDoc.HelpDoc): HelpDoc.HelpDoc => {
  const typed = (words: string): string => words.replace(/^zoho-bulk\b/, startedAs)
  return {
    ...doc,
    usage: typed(usage),
    ...(examples === undefined
      ? {}
      : { examples: examples.map((example) => ({ ...example, command: typed(example.command) })) }),
  }
}

const exitSection = (codes: ReadonlyArray<readonly [code: number, meaning: string]>, layout: Layout): string =>
  section(
    "EXIT CODES",
    entries(
      codes.map(([code, meaning]) => [String(code), meaning]),
      layout,
    ),
    layout,
  )

/** The help of one command: its own part in full, then where the flags are that every command takes. */
const helpOfCommand = (doc: HelpDoc.HelpDoc, startedAs: string, layout: Layout): ReadonlyArray<string> => {
  const { annotations, commandPath = [], inheritedFlags = [] } = doc
  const ends = Context.getOption(annotations, CommandEnds).pipe(Option.getOrUndefined)
  const isOfZoho = ends?.asksZoho !== false || commandPath.at(-1) === "emulator"
  const shared = inheritedFlags.filter(({ name }) => !settingFlags.has(name) && (isOfZoho || !ofZoho.has(name)))
  const more = `Settings such as --data-center, --api-domain and --profile, and --version, --completions, --log-level: ${startedAs} --help`
  return [
    ...ownSections(doc, layout),
    ...(ends === undefined
      ? []
      : [
          exitSection(
            ends.codes.map(([name, meaning]) => [exitCode[name], meaning]),
            layout,
          ),
        ]),
    section("FLAGS OF EVERY COMMAND", flagEntries(shared, layout), layout),
    wrap(more, layout.width),
  ]
}

/** The help of the whole: what there is to do comes first, and the flags that go with all of it last. */
const helpOfAll = (doc: HelpDoc.HelpDoc, layout: Layout): ReadonlyArray<string> => [
  ...ownSections({ ...doc, flags: [] }, layout),
  section("FLAGS", flagEntries(doc.flags, layout), layout),
  section("GLOBAL FLAGS", flagEntries(doc.globalFlags ?? [], layout), layout),
  section("VARIABLES WITHOUT A FLAG", entries(variablesWithoutFlag, layout), layout),
  exitSection(allExitCodes, layout),
  wrap(documentNote, layout.width),
]

/** The help of a command, as text. */
export const helpText = (doc: HelpDoc.HelpDoc, startedAs: string, layout: Layout): string => {
  const own = forReader(startedAs, doc)
  const isRoot = (doc.commandPath ?? []).length < 2
  return (isRoot ? helpOfAll(own, layout) : helpOfCommand(own, startedAs, layout)).join("\n\n")
}

/** Writes help and version as data; what could not be parsed is reported with all other failures. */
export const layerHelp = (runtime: RuntimeName): Layer.Layer<never, never, Output | RunState> =>
  Layer.effect(
    CliOutput.Presenter,
    Effect.gen(function* () {
      const { data } = yield* Output
      const startedAs = yield* StartedAs
      const state = yield* RunState
      return {
        present: (event) => {
          if (event._tag === "InvalidInvocation") return Effect.sync(() => void (state.help = event.helpDoc))
          const shown = data(({ isColoured, width }) => {
            if (event._tag === "Version") {
              const { name, version } = event
              return ownWords(
                `${name} v${version} (${runtime.name} v${runtime.version}, effect v${getCurrentVersion()})`,
              )
            }
            const strong = (text: string): string => (isColoured ? `\u001b[1m${text}\u001b[22m` : text)
            return ownWords(
              helpText(event.helpDoc, startedAs, {
                width: Math.min(Number.isFinite(width) ? width : usual, widest),
                strong,
              }),
            )
          })
          return Effect.ignore(shown)
        },
      }
    }),
  )
