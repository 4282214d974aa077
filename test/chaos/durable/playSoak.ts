import { countJourneys } from "@zoho-bulk/core/durable"
import { Clock, Effect, Fiber, Layer } from "effect"
import { runner } from "../../support/runner.ts"
import { chanceOf } from "../../simulate/world/Chance.ts"
import { judge } from "./judge.ts"
import { settleOrders } from "./settleOrders.ts"
import { killAtRandom } from "./strikeRunners.ts"
import { type Size, trialGround } from "./trialGround.ts"

/** A soak: journeys that are submitted one after another for a while, on runners that are killed at random moments. */
export interface Soak extends Omit<Size, "journeys"> {
  /** For how long journeys are submitted and runners killed, in milliseconds. */
  readonly lasts: number
  /** How long after one the next journey is submitted, in milliseconds. */
  readonly pace: number
  /** How long a runner lives on average, in milliseconds. */
  readonly killEvery: number
  /** What the moments are drawn from. */
  readonly seed: number
  /** How long those that are under way at the end may take, in milliseconds. */
  readonly longest: number
  readonly say?: (line: string) => void
}

const sayEvery = 60_000

/** Plays a soak in a folder of its own, and says at its end what is wrong, and which journeys sleep for ever. */
export const playSoak = ({ killEvery, lasts, longest, pace, say = () => {}, seed, ...size }: Soak) =>
  Effect.gen(function* () {
    const journeys = Math.ceil(lasts / pace)
    const { layer, planned, prepared, started, submit, worlds } = yield* trialGround({ ...size, journeys })
    return yield* Effect.gen(function* () {
      yield* prepared
      const begunAt = yield* Clock.currentTimeMillis
      const struck = yield* killAtRandom(yield* started, chanceOf(seed, "kills"), killEvery)
      const submitting = yield* Effect.forkScoped(
        Effect.forEach(planned, (each) => Effect.andThen(submit(each), Effect.sleep(pace)), { discard: true }),
      )
      const words = { adopted: 0, sentAgain: 0 }
      let [saidAt, endsAt] = [0, Infinity]
      for (;;) {
        const now = yield* Clock.currentTimeMillis
        const { byState } = yield* countJourneys
        const of = (...states: ReadonlyArray<Parameters<typeof byState.get>[0]>) =>
          states.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0)
        const over = of("completed", "failed", "cancelled")
        if (now - saidAt >= sayEvery) {
          saidAt = now
          say(
            `${Math.round((now - begunAt) / 1_000)} s: ${over} of ${journeys} over, ${of("queued", "running")} under way, ${of("needs-a-word")} wait for a word, ${struck.kills} killed`,
          )
        }
        if (endsAt === Infinity && submitting.pollUnsafe() !== undefined) {
          yield* Fiber.join(submitting)
          struck.isOver = true
          endsAt = now + longest
        }
        if (over === journeys || now > endsAt) break
        const { adopted, sentAgain } = yield* settleOrders(worlds, planned)
        words.adopted += adopted
        words.sentAgain += sentAgain
        yield* Effect.sleep("2 seconds")
      }
      const seconds = Math.round(((yield* Clock.currentTimeMillis) - begunAt) / 1_000)
      return { ...(yield* judge(planned, worlds)), journeys, seconds, words, kills: struck.kills, freezes: 0 }
    }).pipe(Effect.provide(layer))
  }).pipe(Effect.scoped, Effect.provide(Layer.merge(runner.layerLoopbackServer, runner.layerFiles)))
