import { LoopbackServer, PortUnavailable } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import * as HttpEffect from "effect/http/HttpEffect"
import * as Layer from "effect/Layer"

/** The same request without its signal: Deno aborts that on success too, and warns anyone who looks at it. */
const withoutSignal = ({ body, headers, method, url }: Request): Request =>
  new Request(url, body === null ? { method, headers } : { method, headers, body })

/**
 * Accepts no more connections, and lets answers under way finish, but does not wait for clients that never end. Once a
 * shutdown has begun, Deno has no way to cut a connection off: it is left alone, and does not keep the process running.
 */
const close = (server: Deno.HttpServer): Effect.Effect<void> =>
  Effect.promise(() => server.shutdown()).pipe(
    Effect.interruptible,
    Effect.timeoutOrElse({ duration: "500 millis", orElse: () => Effect.sync(() => server.unref()) }),
  )

const reasonOf = (cause: unknown): Pick<PortUnavailable, "isDeno" | "reason"> => {
  if (cause instanceof Deno.errors.AddrInUse) return { reason: "in-use" }
  if (cause instanceof Deno.errors.NotCapable) return { reason: "not-permitted", isDeno: true }
  return cause instanceof Deno.errors.PermissionDenied ? { reason: "not-permitted" } : {}
}

const serve: LoopbackServer["Service"]["serve"] = (app, port) =>
  Effect.gen(function* () {
    const handler = HttpEffect.toWebHandler(app)
    const server = yield* Effect.acquireRelease(
      Effect.try({
        try: () =>
          Deno.serve(
            {
              hostname: "127.0.0.1",
              port,
              onListen: () => {},
              onError: () => new Response(null, { status: 500 }),
            },
            (request) => handler(withoutSignal(request)),
          ),
        catch: (cause) => new PortUnavailable({ port, ...reasonOf(cause) }),
      }),
      close,
    )
    return { port: server.addr.port }
  })

/**
 * Provides the server for this machine alone: `Deno.serve` on 127.0.0.1. Fails with `PortUnavailable` if the port is in
 * use.
 *
 * **Example** (An emulator for tests in other languages)
 *
 * ```ts
 * import { LoopbackServer } from "@zoho-bulk/core/cli"
 * import { Emulator, layer } from "@zoho-bulk/core/emulator"
 * import { layerLoopbackServer } from "@zoho-bulk/deno-runner"
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
