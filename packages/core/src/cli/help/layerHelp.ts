import * as CliOutput from "effect/cli/CliOutput"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { getCurrentVersion } from "effect/Version"
import { settingNames } from "../../settings/settingNames.ts"
import { exitCodesNote, variablesNote } from "./notes.ts"
import { Output } from "../output/Output.ts"
import { StartedAs } from "../output/StartedAs.ts"
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

const moreFlags =
  "Settings such as --data-center, --api-domain and --profile, and --version, --completions, --log-level:"

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

/** Leaves what is the same for every command to the help of the command itself. */
const ownPart = ({ globalFlags: _, inheritedFlags = [], ...doc }: HelpDoc.HelpDoc): HelpDoc.HelpDoc => ({
  ...doc,
  inheritedFlags: inheritedFlags.filter(({ name }) => !settingFlags.has(name)),
})

/** Begins with what there is to do; the flags that go with all of it come last. */
const commandsFirst = (doc: HelpDoc.HelpDoc, format: (doc: HelpDoc.HelpDoc) => string): string => {
  const commands = format({ ...doc, flags: [], globalFlags: [] })
  const flags = format({ ...doc, description: "", usage: "", subcommands: [], examples: [] })
  const [ownFlags = ""] = /^[^\n]*FLAGS[^]*/m.exec(flags) ?? []
  return [commands, ownFlags, variablesNote, exitCodesNote].map((part) => part.trim()).join("\n\n")
}

const isRoot = ({ commandPath = [] }: HelpDoc.HelpDoc): boolean => commandPath.length < 2

/** Writes help and version as data; what could not be parsed is reported with all other failures. */
export const layerHelp = (runtime: RuntimeName): Layer.Layer<never, never, Output> =>
  Layer.effect(
    CliOutput.Presenter,
    Effect.gen(function* () {
      const { data } = yield* Output
      const startedAs = yield* StartedAs
      return {
        present: (event) => {
          if (event._tag === "InvalidInvocation") return Effect.void
          const shown = data(({ isColoured }) => {
            if (event._tag === "Version") {
              const { name, version } = event
              return ownWords(
                `${name} v${version} (${runtime.name} v${runtime.version}, effect v${getCurrentVersion()})`,
              )
            }
            const format = CliOutput.defaultFormatter({ colors: isColoured }).formatHelpDoc
            const helpDoc = forReader(startedAs, event.helpDoc)
            return ownWords(
              isRoot(helpDoc)
                ? commandsFirst(helpDoc, format)
                : `${format(ownPart(helpDoc)).trim()}\n\n${moreFlags} ${startedAs} --help`,
            )
          })
          return Effect.ignore(shown)
        },
      }
    }),
  )
