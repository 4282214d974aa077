import * as Schema from "effect/Schema"
import { Failure } from "../failure/Failure.ts"

/**
 * Nothing could be served on the port: something else listens there, or the program may not.
 *
 * **Example** (The next port)
 *
 * ```ts
 * import type { PortUnavailable } from "@zoho-bulk/core/cli"
 *
 * export const next = ({ port }: PortUnavailable): number => port + 1
 * ```
 *
 * @category errors
 */
export class PortUnavailable extends Failure<PortUnavailable>()("PortUnavailable", {
  /** The port of 127.0.0.1 that was asked for. */
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
