import { LoopbackServer, PortUnavailable } from "@zoho-bulk/core/cli"
import * as Effect from "effect/Effect"
import * as HttpEffect from "effect/http/HttpEffect"
import * as Layer from "effect/Layer"

/** The same request without its signal: Deno aborts that on success too, and warns whoever looks at it. */
const withoutSignal = ({ body, headers, method, url }: Request): Request =>
  new Request(url, body === null ? { method, headers } : { method, headers, body })

const serve: LoopbackServer["Service"]["serve"] = (app, port) =>
  Effect.gen(function* () {
    const handler = HttpEffect.toWebHandler(app)
    const server = yield* Effect.acquireRelease(
      Effect.try({
        try: () =>
          Deno.serve(
            { hostname: "127.0.0.1", port, onListen: () => {}, onError: () => new Response(null, { status: 500 }) },
            (request) => handler(withoutSignal(request)),
          ),
        catch: () => new PortUnavailable({ port }),
      }),
      (server) => Effect.promise(() => server.shutdown()),
    )
    return { port: server.addr.port }
  })

/** Provides the server for this machine alone: `Deno.serve` on 127.0.0.1. */
export const layerLoopbackServer: Layer.Layer<LoopbackServer> = Layer.succeed(LoopbackServer, { serve })
