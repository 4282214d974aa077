import type { Edit } from "./Edit.ts"
import type { EmulatedOperation } from "./EmulatedOperation.ts"
import type { Fault } from "./Fault.ts"
import type { EmulatedJob } from "./Job.ts"
import type { ReadQuery } from "./ReadQuery.ts"
import type { Records } from "./Records.ts"
import type { TokenState } from "./TokenState.ts"

/** A file that was uploaded, as it came. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly createdAt: number
}

/** A request as the world remembers it: with fingerprints where its query, headers and body have secrets. */
export interface SeenRequest {
  readonly at: number
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: string
  readonly operation: EmulatedOperation["name"] | "none"
  readonly status: number
  readonly fault: Fault["does"] | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Where the records after a page begin, and until when a token leads there. */
export interface PageToken {
  readonly query: ReadQuery
  readonly from: number
  readonly expiresAt: number
}

/** A fault, and how many requests have fitted it so far. */
export interface ArmedFault {
  readonly fault: Fault
  readonly seen: number
}

/** A callback that was posted, and the last answer to it: null, where none came. */
export interface PostedCallback {
  readonly jobId: string
  readonly at: number
  readonly status: number | null
  readonly tries: number
}

/** An edit, when it is made, and what came of it: nothing yet, where that is still ahead. */
export interface PlannedEdit {
  readonly at: number
  readonly edit: Edit
  readonly outcome?: "done" | string
}

/** Everything that changes in a world. */
export interface WorldState {
  readonly records: Records
  readonly jobs: ReadonlyMap<string, EmulatedJob>
  readonly uploads: ReadonlyMap<string, Upload>
  readonly pageTokens: ReadonlyMap<string, PageToken>
  readonly tokens: TokenState
  /** Credits spent, minute by minute. */
  readonly spent: ReadonlyArray<{ readonly minute: number; readonly credits: number }>
  readonly downloads: { readonly since: number; readonly count: number }
  readonly underWay: number
  readonly faults: ReadonlyArray<ArmedFault>
  readonly requests: ReadonlyArray<SeenRequest>
  readonly callbacks: ReadonlyArray<PostedCallback>
  readonly edits: ReadonlyArray<PlannedEdit>
  readonly nextNumber: number
}

/** Credits spent in the last 24 hours. */
export const spentCredits = ({ spent }: WorldState): number => spent.reduce((sum, { credits }) => sum + credits, 0)
