import { listJourneys } from "@zoho-bulk/core/durable"
import { Clock, Effect, Layer } from "effect"
import { runner } from "../../support/runner.ts"
import { judge } from "./judge.ts"
import { settleOrders } from "./settleOrders.ts"
import { type Strikes, strikeRunners } from "./strikeRunners.ts"
import { type Size, trialGround } from "./trialGround.ts"

/** How large a trial is, and what happens in it. */
export interface Trial extends Size {
  readonly strikes: Strikes
  /** What is done once half of the journeys are over. */
  readonly halfway?: () => Promise<void>
  /** After how long it is given up, in milliseconds. */
  readonly longest: number
  readonly say?: (line: string) => void
}

/** Orders are settled while no runner stands still: the answer of one may have come to it. */
const settlesAfter = 4_000

const secondsSince = (begunAt: number) =>
  Effect.map(Clock.currentTimeMillis, (now) => Math.round((now - begunAt) / 1_000))

/** Plays a trial in a folder of its own, and says what is wrong at its end. */
export const playTrial = ({ halfway, longest, say = () => {}, strikes, ...size }: Trial) =>
  Effect.gen(function* () {
    const { journeys } = size
    const { layer, planned, prepared, started, submit, worlds } = yield* trialGround(size)
    return yield* Effect.gen(function* () {
      yield* prepared
      yield* Effect.forEach(planned, submit)
      const begunAt = yield* Clock.currentTimeMillis
      const struck = yield* strikeRunners(yield* started, strikes)
      const words = { adopted: 0, sentAgain: 0 }
      let isHalfway = false
      let told = -1
      for (;;) {
        const all = yield* listJourneys({ limit: journeys })
        const over = all.filter(({ state }) => state === "completed" || state === "failed").length
        const seconds = yield* secondsSince(begunAt)
        if (over !== told) {
          const asking = all.filter(({ state }) => state === "needs-a-word").length
          say(
            `${seconds} s: ${over} of ${journeys} over, ${asking} wait for a word, ${struck.kills} killed, ${struck.freezes} frozen`,
          )
        }
        told = over
        if (over === journeys || seconds * 1_000 > longest) break
        if (!isHalfway && over >= journeys / 2) {
          isHalfway = true
          if (halfway !== undefined) yield* Effect.promise(halfway)
        }
        if (struck.quietSince !== undefined && (yield* Clock.currentTimeMillis) - struck.quietSince > settlesAfter) {
          const { adopted, sentAgain } = yield* settleOrders(worlds, planned)
          words.adopted += adopted
          words.sentAgain += sentAgain
        }
        yield* Effect.sleep("2 seconds")
      }
      const seconds = yield* secondsSince(begunAt)
      return { ...(yield* judge(planned, worlds)), seconds, words, kills: struck.kills, freezes: struck.freezes }
    }).pipe(Effect.provide(layer))
  }).pipe(Effect.scoped, Effect.provide(Layer.merge(runner.layerLoopbackServer, runner.layerFiles)))
