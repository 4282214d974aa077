import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type { TokenUnavailable } from "../auth/TokenUnavailable.ts"
import type { CallFailure, TokenFailure } from "../failure/CallFailure.ts"
import type { Settings } from "../settings/Settings.ts"
import type { Answer } from "../transport/Answer.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import type { Operation } from "../wire/Operation.ts"
import type { RequestDetails } from "./outgoingRequest.ts"

/**
 * An answer that is not a refusal: parsed, and as it arrived.
 *
 * **Example** (How many credits are left, according to an answer)
 *
 * ```ts
 * import type { Reply } from "@zoho-bulk/core/runtime"
 *
 * export const creditsLeft = ({ answer }: Reply): number | undefined => answer.creditsRemaining
 * ```
 *
 * @category models
 */
export interface Reply {
  /** The request that it answers. */
  readonly request: OutgoingRequest
  /** The answer as it arrived, without any token that it may echo. */
  readonly answer: Answer
  /** Its body, parsed. */
  readonly json: Schema.Json
}

/**
 * How an operation is performed: what one try does, and when another is worthwhile.
 *
 * **Example** (A look that is tried only once)
 *
 * ```ts
 * import type { Performance, Reply } from "@zoho-bulk/core/runtime"
 *
 * export const once = (send: Performance<Reply>["oneTry"]): Performance<Reply> => ({
 *   oneTry: send,
 *   isWorthIt: () => false,
 * })
 * ```
 *
 * @category models
 */
export interface Performance<A> {
  /**
   * One try: sends the request, which already has its token, and interprets the answer. `read` fails with what a
   * refusal means.
   */
  readonly oneTry: (
    request: OutgoingRequest,
    read: (answer: Answer) => Effect.Effect<Reply, CallFailure>,
  ) => Effect.Effect<A, CallFailure, HttpClient.HttpClient>
  /** Checks whether another try is worthwhile, and harmless. */
  readonly isWorthIt: (failure: CallFailure) => boolean
}

/**
 * What a connection to one organisation can do: the service behind `ZohoConnection`.
 *
 * **Example** (A warning when credits run low)
 *
 * ```ts
 * import { ZohoConnection } from "@zoho-bulk/core"
 * import type { Connection } from "@zoho-bulk/core/runtime"
 * import { Effect, Option } from "effect"
 *
 * const isLow = ({ creditsRemaining }: Connection) =>
 *   Effect.map(creditsRemaining, Option.exists((credits) => credits < 5_000))
 *
 * export const warned = ZohoConnection.use(isLow).pipe(
 *   Effect.flatMap((low) => (low ? Effect.logWarning("credits run low") : Effect.void)),
 * )
 * ```
 *
 * @category models
 */
export interface Connection {
  /** Where it leads. */
  readonly settings: Settings
  /**
   * Performs an operation: in turn with all others, with a token, and with further tries as far as they are worthwhile.
   */
  readonly perform: <A>(
    operation: Operation,
    details: RequestDetails,
    how: Performance<A>,
  ) => Effect.Effect<A, CallFailure>
  /**
   * Distinguishes the user of one connection from that of another: the same for all tokens of one grant. It may be a
   * token, so only a digest of it is stored. Absent if nothing is known of who the user is.
   */
  readonly identity?: Effect.Effect<Redacted.Redacted<string>, TokenFailure | TokenUnavailable>
  /** Hides a text that contains one of its tokens. Absent if it never has any. */
  readonly hide?: (text: string) => string
  /**
   * API credits left today, according to the latest answer that reported them: Zoho does so once half of them are used.
   */
  readonly creditsRemaining: Effect.Effect<Option.Option<number>>
}
