import * as CliOutput from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { formatHelp } from "./formatHelp.ts"
import { pageOf } from "./pageOf.ts"
import type { RuntimeName } from "./RuntimeName.ts"
import { versionLine } from "./versionLine.ts"
import { Output } from "../output/Output.ts"
import { StartedAs } from "../output/StartedAs.ts"
import { RunState } from "../run/RunState.ts"
import { ownWords } from "../output/Words.ts"

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
          const shown = data((style) =>
            ownWords(
              event._tag === "Version" ? versionLine(runtime) : formatHelp(pageOf(event.helpDoc, startedAs), style),
            ),
          )
          return Effect.ignore(shown)
        },
      }
    }),
  )
