import * as Schema from "effect/Schema"
import { Failure } from "../failure/Failure.ts"

/**
 * The port could not be used: something else listens there, or the program may not.
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
  /** The requested port of 127.0.0.1. */
  port: Schema.Int,
  /** Why: something else listens there, or the program may not. Absent if unknown. */
  reason: Schema.optionalKey(Schema.Literals(["in-use", "not-permitted"])),
  /**
   *  Whether it was Deno that did not let the program listen there.
   */
  isDeno: Schema.optionalKey(Schema.Boolean),
  /** The flag of the command that takes the port; `--port` if absent. */
  flag: Schema.optionalKey(Schema.Literals(["--port", "--listen"])),
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    const port = `Port ${this.port} of 127.0.0.1`
    if (this.reason === "in-use") return `${port} is in use: another program listens there`
    if (this.reason === undefined) return `${port} cannot be used`
    return `${port} is not permitted: ${this.isDeno === true ? "Deno" : "the system"} does not let this program listen there`
  }

  get remedy(): string {
    if (this.isDeno === true) return "Run with --allow-net=127.0.0.1 added."
    return this.flag === "--listen"
      ? "Choose another with --listen, or use --listen 127.0.0.1:0 for any free port."
      : "Choose another with --port, or use --port 0 for any free port."
  }
}
