import * as Schema from "effect/Schema"
import { Failure } from "../failure/Failure.ts"

/**
 * Your own token source has no token to give, or your effect no client secret. A call that needs one fails with
 * `TokenStoreFailed`, which reports the same for the request.
 *
 * **Example** (What a source fails with)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 *
 * export const sealed = (vault: string) =>
 *   new Auth.TokenUnavailable({ problem: `${vault} is sealed`, remedy: "Unseal it." })
 * ```
 *
 * @category errors
 */
export class TokenUnavailable extends Failure<TokenUnavailable>()("TokenUnavailable", {
  /** What went wrong, as the end of a sentence. */
  problem: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `There is no access token: ${this.problem}`
  }
}
