import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import type * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"

/** Nothing could be served on the port: something else listens there, or the program may not. */
export class PortUnavailable extends Schema.TaggedError<PortUnavailable>()("PortUnavailable", {
  port: Schema.Int,
}) {
  get summary(): string {
    return `Port ${this.port} of 127.0.0.1 cannot be used`
  }

  get remedy(): string {
    return "Choose another with --port, or --port 0 for any that is free; on Deno, allow it with --allow-net=127.0.0.1."
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}

/** Serves HTTP to this machine alone. Each runner brings its own. */
export class LoopbackServer extends Context.Service<
  LoopbackServer,
  {
    /** Serves an app on 127.0.0.1 until the scope closes; port 0 takes any that is free. */
    readonly serve: (
      app: Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpServerRequest.HttpServerRequest>,
      port: number,
    ) => Effect.Effect<{ readonly port: number }, PortUnavailable, Scope.Scope>
  }
>()("@zoho-bulk/core/cli/LoopbackServer") {}
