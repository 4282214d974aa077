import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { exitCode } from "../failure/ExitCode.ts"
import { typed } from "../output/StartedAs.ts"

interface State {
  exitCode: number
  journey: string | undefined
  help: HelpDoc.HelpDoc | undefined
  /** When a log was last told something, in milliseconds since the epoch. */
  toldAt: number | undefined
}

/** What a run of the command has come to so far: the exit code of a success, the journey that can be resumed, and the help of the command that could not be read. */
export class RunState extends Context.Service<RunState, State>()("@zoho-bulk/core/cli/RunState") {
  static readonly layer: Layer.Layer<RunState> = Layer.sync(RunState, () => ({
    exitCode: exitCode.done,
    journey: undefined,
    help: undefined,
    toldAt: undefined,
  }))
}

/** Ends the run with a code other than 0, though nothing failed. */
export const endWith = (code: number): Effect.Effect<void, never, RunState> =>
  RunState.use((state) => Effect.sync(() => void (state.exitCode = code)))

/** Notes which journey is under way, so that whatever stops it can say how to go on; none, once it is over. */
export const noteJourney = (id: string | undefined): Effect.Effect<void, never, RunState> =>
  RunState.use((state) => Effect.sync(() => void (state.journey = id)))

/** The command that resumes what was interrupted, if anything was. */
export const howToGoOn: Effect.Effect<string | undefined, never, RunState> = RunState.use(({ journey }) =>
  journey === undefined ? Effect.undefined : typed(`resume ${journey}`),
)
