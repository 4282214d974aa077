import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * The runtime was not allowed to reach the host. Only Deno asks for such permission.
 *
 * @category errors
 */
export class HostNotPermitted extends Schema.TaggedError<HostNotPermitted>()("HostNotPermitted", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `Run with --allow-net=${new URL(this.request.url).host} added.`
  }

  get summary(): string {
    return `${couldNot(this.request)}: this program may not reach ${new URL(this.request.url).host}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
