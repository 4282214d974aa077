import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import type * as HttpServerResponse from "effect/http/HttpServerResponse"
import type * as Scope from "effect/Scope"
import type { PortUnavailable } from "./PortUnavailable.ts"

/**
 * Serves HTTP to this machine alone. Each runner provides its own, `layerLoopbackServer`.
 *
 * **Example** (The emulator on a port)
 *
 * ```ts
 * import { LoopbackServer } from "@zoho-bulk/core/cli"
 * import { Emulator } from "@zoho-bulk/core/emulator"
 * import { Effect } from "effect"
 *
 * export const serve = (port: number) =>
 *   Effect.flatMap(Emulator, ({ app }) => LoopbackServer.use((server) => server.serve(app, port)))
 * ```
 *
 * @category services
 */
export class LoopbackServer extends Context.Service<
  LoopbackServer,
  {
    /** Serves an app on 127.0.0.1 until the scope closes, and returns the port; port 0 picks any free one. */
    readonly serve: (
      app: Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpServerRequest.HttpServerRequest>,
      port: number,
    ) => Effect.Effect<{ readonly port: number }, PortUnavailable, Scope.Scope>
  }
>()("@zoho-bulk/core/cli/LoopbackServer") {}
