import type { DataCenter } from "../../domain/DataCenter.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import type { OperationName } from "../../wire/Operation.ts"
import type { Deed } from "./Edit.ts"
import type { Fault } from "./Fault.ts"
import type { Phase } from "./Job.ts"

/**
 * The state of an emulator, which `/_emulator/state` shows as well. Times are strings as Zoho writes them,
 * `2021-05-12T17:25:29+05:30`. There are no secrets in it.
 *
 * **Example** (How often a program asked for a token)
 *
 * ```ts
 * import { Emulator, layer } from "@zoho-bulk/core/emulator"
 * import { Effect } from "effect"
 *
 * export const renewals = Effect.gen(function* () {
 *   const emulator = yield* Emulator
 *   const { requests } = yield* emulator.report
 *   return requests.filter(({ operation }) => operation === "renewToken").length
 * }).pipe(Effect.provide(layer()))
 * ```
 *
 * @category testing
 */
export interface EmulatorReport {
  /** What time it is there. */
  readonly now: string
  /** The organisation that is emulated. */
  readonly organization: {
    /** The organisation's id in CRM. */
    readonly id: string
    /** The organisation's id in all of Zoho, which uploads send as `X-CRM-ORG`. */
    readonly zgid: string
    /** The only data centre in which its tokens are good; null if they are in all of them. */
    readonly dataCenter: DataCenter | null
  }
  /** How many records each module has by now. */
  readonly records: Readonly<Record<string, number>>
  /** The jobs that were made here, the oldest first. */
  readonly jobs: ReadonlyArray<{
    /** The id of the job. */
    readonly id: string
    /** Whether it reads or writes. */
    readonly kind: JobKind
    /** How far it is. */
    readonly phase: Phase
    /** API name of the module; several have commas between them. */
    readonly module: string
    /** How much of the job's time is over, from 0 to 100. */
    readonly percent: number
    /** When it was made. */
    readonly createdTime: string
  }>
  /** The files that were uploaded. */
  readonly uploads: ReadonlyArray<{
    /** The id that the upload gave. */
    readonly id: string
    /** The name of the file. */
    readonly name: string
    /** The size of the file, in bytes. */
    readonly bytes: number
  }>
  /** API credits, which are counted over 24 hours. */
  readonly credits: {
    /** The credits of 24 hours. */
    readonly perDay: number
    /** Those spent in the last 24 hours. */
    readonly spent: number
  }
  /** The access tokens that are still valid. */
  readonly accessTokens: ReadonlyArray<{
    /** What tells the token from others, and gives nothing of it away. */
    readonly fingerprint: string
    /** How long it is still good for, in seconds. */
    readonly secondsLeft: number
  }>
  /** The faults that are scripted. */
  readonly faults: ReadonlyArray<
    Fault & {
      /** How many requests have fitted it so far. */
      readonly seen: number
    }
  >
  /** The edits, in the order in which they were planned. */
  readonly edits: ReadonlyArray<{
    /** When it is or was to be made. */
    readonly at: string
    /** The API name of the module. */
    readonly module: string
    /** What it does. */
    readonly does: Deed
    /** `planned`, `done`, or why it was passed over. */
    readonly outcome: string
  }>
  /** The callbacks that were posted. */
  readonly callbacks: ReadonlyArray<{
    /** The job that had ended. */
    readonly jobId: string
    /** When the last answer came, or the last try failed. */
    readonly at: string
    /** The HTTP status of the receiver's last answer, which took it if it is below 300; null if there was no answer. */
    readonly status: number | null
    /** How often it was posted: up to three times, until an answer takes it. */
    readonly tries: number
  }>
  /** The last thousand requests whose answer is over, in the order in which they ended: one that is under way is not among them. */
  readonly requests: ReadonlyArray<{
    /** When it came. */
    readonly at: string
    /** The HTTP method. */
    readonly method: string
    /** The host that it was sent to. */
    readonly host: string
    /** The path, without the query. */
    readonly path: string
    /** The query, without its question mark, and with fingerprints in place of secrets; empty if there was none. */
    readonly query: string
    /** The operation that it asked for; `none` if its path is that of none. */
    readonly operation: OperationName | "getUsers" | "none"
    /** The HTTP status of the answer; 0 if the connection broke, or nobody waited for it: what was asked for may be done all the same. */
    readonly status: number
    /** What the fault did that it met; null if it met none. */
    readonly fault: Fault["does"] | null
    /** The headers that it came with; tokens in them are fingerprints. */
    readonly headers: Readonly<Record<string, string>>
    /** The beginning of its body, if that is JSON or a form, with fingerprints in place of secrets; null of any other. */
    readonly body: string | null
  }>
}
