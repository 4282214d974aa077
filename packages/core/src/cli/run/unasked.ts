import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { HostNotPermitted } from "../../failure/Unreached.ts"
import { root } from "../flags/root.ts"
import { layerConnection, layerKnown } from "./connect.ts"

/** A connection on which nothing can be asked: only what is known already is to be had. */
const layerUnasked = Layer.provideMerge(
  Layer.effect(
    ZohoConnection,
    Effect.map(ZohoConnection, (connection) => ({
      ...connection,
      perform: (operation, details) =>
        Effect.fail(
          new HostNotPermitted({ request: outgoingRequest(connection.settings, operation, details).context }),
        ),
    })),
  ),
  layerKnown,
)

/**
 * Does something with what is already known of the organisation, without asking Zoho; has no result if that is too
 * little. The built-in emulator may be asked.
 */
export const unasked = <A, E extends { readonly _tag: string }, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { emulator } = yield* root
    const connection = yield* Effect.result(emulator ? Layer.build(layerConnection) : Layer.build(layerUnasked))
    if (Result.isFailure(connection)) return undefined
    return yield* program.pipe(
      Effect.provide(connection.success),
      Effect.catchIf(
        ({ _tag }) => _tag === "HostNotPermitted",
        () => Effect.undefined,
      ),
    )
  }).pipe(Effect.scoped)
