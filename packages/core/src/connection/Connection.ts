import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import type { CallFailure } from "../failure/CallFailure.ts"
import type { CreateOutcomeUnknown } from "../failure/TransferFailure.ts"
import type { Answer } from "../transport/Answer.ts"
import type { OpenAnswer } from "../transport/open.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import type { Operation } from "../wire/Operation.ts"
import type { JobDurations } from "./JobDurations.ts"
import type { RequestDetails } from "./outgoingRequest.ts"
import type { Settings } from "../settings/Settings.ts"

/** An answer that Zoho gave gladly: parsed, and as it came. */
export interface Reply {
  readonly request: OutgoingRequest
  readonly answer: Answer
  readonly json: Schema.Json
}

/** What a connection to one organisation can do. */
export interface Connection {
  readonly settings: Settings
  /** Performs an operation that may be sent again, retries included. */
  readonly call: (operation: Operation, details: RequestDetails) => Effect.Effect<Reply, CallFailure>
  /** Performs an operation that must not be sent twice: again only where the first surely did not arrive. */
  readonly sendOnce: (operation: Operation, details: RequestDetails) => Effect.Effect<Reply, CallFailure>
  /** Orders a job, once: where it may exist although no answer says so, the failure says that. */
  readonly create: (
    operation: Operation,
    details: RequestDetails,
  ) => Effect.Effect<Reply, CallFailure | CreateOutcomeUnknown>
  /** Performs an operation whose success is read as it comes; retries end where the body begins. */
  readonly open: (operation: Operation, details: RequestDetails) => Effect.Effect<OpenAnswer, CallFailure>
  /** The organisation's id (zgid): as set, or looked up once. */
  readonly organizationId: Effect.Effect<string, CallFailure>
  /** API credits left today, by the latest answer that told: Zoho does once half of them are used. */
  readonly creditsRemaining: Effect.Effect<Option.Option<number>>
  /** How long jobs took, as waits on this connection have seen. */
  readonly durations: JobDurations
}
