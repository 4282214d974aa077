import process from "node:process"
import { Effect, Layer, Result } from "effect"

/** Runs journeys until this process is ended: says `runs` once it does, or else why it cannot. */
export const runAsRunner = async (program: Layer.Layer<never, { readonly message: string }>): Promise<void> => {
  const running = Effect.scoped(
    Effect.andThen(
      Layer.build(program),
      Effect.andThen(
        Effect.sync(() => process.stdout.write("runs\n")),
        Effect.never,
      ),
    ),
  )
  const ended = await Effect.runPromise(Effect.result(running))
  if (Result.isSuccess(ended)) return
  process.stdout.write(`${ended.failure.message}\n`)
  process.exit(1)
}
