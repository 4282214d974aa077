import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { layerConnection } from "./connect.ts"

/**
 * Does something first that needs a connection, if there can be one, and then the rest, which shares it. If there is
 * none, the rest runs without it, and reports itself what it lacks.
 */
export const whereConnected = <A, E, B, E2, R, R2>(
  first: Effect.Effect<A, E, R>,
  rest: (found: A | undefined) => Effect.Effect<B, E2, R2>,
) =>
  Effect.gen(function* () {
    const connection = yield* Effect.result(Layer.build(layerConnection))
    if (Result.isFailure(connection)) return yield* rest(undefined)
    return yield* Effect.provide(Effect.flatMap(first, rest), connection.success)
  })
