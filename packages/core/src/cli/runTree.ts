import * as Cause from "effect/Cause"
import * as CliConfig from "effect/cli/CliConfig"
import type * as CliError from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as Result from "effect/Result"
import * as Stdio from "effect/Stdio"
import { CurrentWaitListener } from "../connection/RateGate.ts"
import { version } from "../transport/userAgent.ts"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import {
  defectDocument,
  type ErrorDocument,
  errorDocument,
  errorText,
  unknownDefect,
  withWayOut,
} from "./output/errorReport.ts"
import { type CommandFailure, exitCode, exitCodeOf } from "./failure/ExitCode.ts"
import { layerHelp } from "./help/layerHelp.ts"
import type { RuntimeName } from "./help/RuntimeName.ts"
import { HeldSecrets, holdGiven, makeHeld } from "./output/HeldSecrets.ts"
import { inJson } from "./output/inJson.ts"
import { layerLog } from "./output/layerLog.ts"
import { layerOutput, Output } from "./output/Output.ts"
import { say } from "./output/Words.ts"
import { completionsFlag } from "./completions/completionsFlag.ts"
import { howToGoOn, RunState } from "./run/RunState.ts"
import { RuntimeHttp } from "./run/RuntimeHttp.ts"
import { noteRelativeHome } from "./signIn/ownFolder.ts"
import { StartedAs } from "./output/StartedAs.ts"
import { readFamiliarWords } from "./help/familiarWords.ts"
import { UsageError } from "./failure/UsageError.ts"
import { usageErrorOf } from "./help/usageErrorOf.ts"

/** Parsing asks for this service, and none of our commands starts a process. */
const noChildProcesses = Layer.succeed(
  ChildProcessSpawner.ChildProcessSpawner,
  ChildProcessSpawner.make(() => Effect.die(new Error("zoho-bulk starts no processes"))),
)

const layerFlags = Layer.unwrap(
  Effect.map(Output, (output) =>
    CliConfig.layer({
      builtIns: [GlobalFlag.Help, GlobalFlag.Version, completionsFlag(output), GlobalFlag.LogLevel],
    }),
  ),
)

const surroundings = (runtime: RuntimeName) =>
  Layer.mergeAll(layerHelp(runtime), noChildProcesses, layerFlags, layerLog)

/** What the arguments could not be read as is a failure like others; a plain call for help is none. */
const asUsageError = Effect.fnUntraced(function* (
  failure: CommandFailure | CliError.CliError,
  args: ReadonlyArray<string>,
) {
  if (failure._tag !== "ShowHelp") return yield* Effect.fail(failure as CommandFailure)
  const error = usageErrorOf(failure, yield* StartedAs, { args, help: (yield* RunState).help })
  if (error !== undefined) return yield* error
})

/** Whether a flag without a value was typed. */
const isSet = (args: ReadonlyArray<string>, name: string): boolean => {
  const end = args.indexOf("--")
  const flags = args.slice(0, end === -1 ? args.length : end)
  return flags.some((arg) => arg === `--${name}` || arg === `--${name}=true`)
}

/** How a program wants errors, where it is one that reads them: spread over lines, or on one. */
const indentFor = (args: ReadonlyArray<string>): number | undefined =>
  isSet(args, "jsonl") ? 0 : isSet(args, "json") ? 2 : undefined

/** One document, and a document on each line: nobody can have both. */
const checkForm = (args: ReadonlyArray<string>): Effect.Effect<void, UsageError> =>
  isSet(args, "jsonl") && isSet(args, "json")
    ? Effect.fail(
        new UsageError({ problem: "--json and --jsonl contradict each other", remedy: "Leave one of them out." }),
      )
    : Effect.void

/** Writes what went wrong, as words or as a document. */
const writeError = (document: ErrorDocument, indent: number | undefined) =>
  Output.use(({ talk }) =>
    talk((style) => (indent === undefined ? errorText(style, document) : inJson(document, indent))),
  )

/** Reports what went wrong, to the right reader, and with which code to end. */
const tell = Effect.fnUntraced(function* (cause: Cause.Cause<CommandFailure>, indent: number | undefined) {
  const found = Cause.findError(cause)
  const goOn = yield* howToGoOn
  const document = Result.isSuccess(found)
    ? withWayOut(errorDocument(found.success, yield* StartedAs), goOn, found.success)
    : withWayOut(defectDocument(Cause.squash(cause)), goOn)
  yield* writeError(document, indent)
  return Result.isSuccess(found) ? exitCodeOf(found.success) : exitCode.unexpected
})

/** The same, whatever goes wrong with telling it: a run that fails is never silent. */
const report = (cause: Cause.Cause<CommandFailure>, indent: number | undefined) =>
  Effect.catchDefect(tell(cause, indent), () =>
    Effect.as(writeError(unknownDefect, indent), exitCode.unexpected as number),
  )

/** Removes the live line, and tells a user who has just stopped a journey how to resume it. */
const sayHowToGoOn = Effect.gen(function* () {
  const goOn = yield* howToGoOn
  const output = yield* Output
  yield* output.status("")
  if (goOn !== undefined) yield* output.talk((style) => say`Stopped. ${style.faint("To continue:")} ${goOn}`)
})

/** Runs a command with the arguments of the process, and succeeds with its exit code. Only an interruption fails it. */
export const runTree = <Name extends string, Input, ContextInput, E extends CommandFailure, R>(
  tree: Command.Command<Name, Input, ContextInput, E, R>,
  runtimeHttp: Layer.Layer<HttpClient.HttpClient, InvalidSettings>,
  runtime: RuntimeName,
) =>
  Effect.gen(function* () {
    const stdio = yield* Stdio.Stdio
    const args = readFamiliarWords(yield* stdio.args)
    yield* holdGiven(args)
    const exit = yield* checkForm(args).pipe(
      Effect.andThen(noteRelativeHome),
      Effect.andThen(Command.runWith(tree, { version })(args)),
      Effect.catch((failure) => asUsageError(failure, args)),
      Effect.provide(surroundings(runtime)),
      Effect.provideService(RuntimeHttp, runtimeHttp),
      // A log line between the documents would not be JSON: the commands that wait tell of it themselves.
      Effect.provideService(CurrentWaitListener, () => Effect.void),
      Effect.exit,
    )
    if (Exit.isSuccess(exit)) return (yield* RunState).exitCode
    if (Cause.hasInterruptsOnly(exit.cause)) return yield* Effect.interrupt
    return yield* report(exit.cause, indentFor(args))
  }).pipe(
    Effect.onInterrupt(() => sayHowToGoOn),
    Effect.provide(Layer.merge(layerOutput, RunState.layer)),
    (run) => Effect.suspend(() => Effect.provideService(run, HeldSecrets, makeHeld())),
  )
