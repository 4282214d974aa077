import * as Schema from "effect/Schema"
import { Failure } from "../../failure/Failure.ts"

/** Nothing could be served on the port: something else listens there, or the program may not. */
export class PortUnavailable extends Failure<PortUnavailable>()("PortUnavailable", {
  port: Schema.Int,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `Port ${this.port} of 127.0.0.1 cannot be used`
  }

  get remedy(): string {
    return "Choose another with --port, or --port 0 for any that is free; on Deno, allow it with --allow-net=127.0.0.1."
  }
}
