import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { LoopbackServer, PortUnavailable } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"

/** How long a client may take for a request's head, and for the whole request, in milliseconds. */
const patience = { headersTimeout: 10_000, requestTimeout: 120_000, connectionsCheckingInterval: 1_000 }

const reasons = new Map<unknown, Exclude<PortUnavailable["reason"], undefined>>([
  ["EADDRINUSE", "in-use"],
  ["EACCES", "not-permitted"],
  ["EPERM", "not-permitted"],
])

const reasonOf = (cause: unknown): Pick<PortUnavailable, "reason"> => {
  const reason = Predicate.hasProperty(cause, "code") ? reasons.get(cause.code) : undefined
  return reason === undefined ? {} : { reason }
}

/** Serves an app on 127.0.0.1 alone. */
export const serve: LoopbackServer["Service"]["serve"] = (app, port) =>
  Effect.gen(function* () {
    const http = createServer(patience)
    const options = { port, host: "127.0.0.1", gracefulShutdownTimeout: "500 millis" } as const
    const server = yield* Effect.mapError(
      NodeHttpServer.make(() => http, options),
      ({ cause }) => new PortUnavailable({ port, ...reasonOf(cause) }),
    )
    // Between the end of serving and that of listening, which waits for every connection.
    yield* Effect.addFinalizer(() => Effect.sync(() => http.closeAllConnections()))
    yield* server.serve(app)
    return { port: server.address._tag === "UnixPathAddress" ? port : server.address.port }
  })

/**
 * Provides the server for this machine alone: `node:http` on 127.0.0.1. Fails with `PortUnavailable` if the port is in
 * use.
 *
 * **Example** (An emulator for tests in other languages)
 *
 * ```ts
 * import { LoopbackServer } from "@zoho-bulk/core/cli"
 * import { Emulator, layer } from "@zoho-bulk/core/emulator"
 * import { layerLoopbackServer } from "@zoho-bulk/node-runner"
 * import { Effect, Layer } from "effect"
 *
 * export const port = Effect.gen(function* () {
 *   const { app } = yield* Emulator
 *   const { serve } = yield* LoopbackServer
 *   return (yield* serve(app, 0)).port
 * }).pipe(Effect.scoped, Effect.provide(Layer.merge(layer(), layerLoopbackServer)))
 * ```
 *
 * @category layers
 */
export const layerLoopbackServer: Layer.Layer<LoopbackServer> = Layer.succeed(LoopbackServer, { serve })
