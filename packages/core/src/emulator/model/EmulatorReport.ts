import type { DataCenter } from "../../domain/DataCenter.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import type { OperationName } from "../../wire/Operation.ts"
import type { Deed } from "./Edit.ts"
import type { Fault } from "./Fault.ts"
import type { Phase } from "./Job.ts"

/**
 * The state of an emulator, which `/_emulator/state` shows as well. Times are strings as Zoho writes them,
 * `2021-05-12T17:25:29+05:30`. It contains no secrets.
 *
 * **Example** (How often a program requested a token)
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
  /** The current time in the emulator. */
  readonly now: string
  /** The emulated organisation. */
  readonly organization: {
    /** The organisation's id in CRM. */
    readonly id: string
    /**
     *  The organisation's id in all of Zoho, which uploads send as `X-CRM-ORG`.
     */
    readonly zgid: string
    /** The only data centre that accepts its tokens; null if all do. */
    readonly dataCenter: DataCenter | null
  }
  /** How many records each module has now. */
  readonly records: Readonly<Record<string, number>>
  /** The jobs that were created here, the oldest first. */
  readonly jobs: ReadonlyArray<{
    /** The id of the job. */
    readonly id: string
    /** Whether it reads or writes. */
    readonly kind: JobKind
    /** How far it has got. */
    readonly phase: Phase
    /** API name of the module; several are separated by commas. */
    readonly module: string
    /** How much of the job's time has passed, from 0 to 100. */
    readonly percent: number
    /** When it was created. */
    readonly createdTime: string
  }>
  /** The files that were uploaded. */
  readonly uploads: ReadonlyArray<{
    /** The id that the upload returned. */
    readonly id: string
    /** The name of the file. */
    readonly name: string
    /** The size of the file, in bytes. */
    readonly bytes: number
  }>
  /** API credits, counted over 24 hours. */
  readonly credits: {
    /** The credits available in 24 hours. */
    readonly perDay: number
    /** The credits spent in the last 24 hours. */
    readonly spent: number
  }
  /** The access tokens that are still valid. */
  readonly accessTokens: ReadonlyArray<{
    /** Distinguishes the token from others without revealing anything of it. */
    readonly fingerprint: string
    /** How long it is still valid, in seconds. */
    readonly secondsLeft: number
  }>
  /** The scripted faults. */
  readonly faults: ReadonlyArray<
    Fault & {
      /** How many requests have matched it so far. */
      readonly seen: number
    }
  >
  /** The edits, in the order in which they were planned. */
  readonly edits: ReadonlyArray<{
    /** When it was or will be made. */
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
    /** The job that ended. */
    readonly jobId: string
    /** When the last answer arrived, or the last try failed. */
    readonly at: string
    /**
     * The HTTP status of the receiver's last answer, which accepted it if it is below 300; null if there was no answer.
     */
    readonly status: number | null
    /** How often it was posted: up to three times, until an answer accepts it. */
    readonly tries: number
  }>
  /**
   * The last thousand requests whose answers are complete, in the order in which they ended, without those under way.
   */
  readonly requests: ReadonlyArray<{
    /** When it arrived. */
    readonly at: string
    /** The HTTP method. */
    readonly method: string
    /** The host that it was sent to. */
    readonly host: string
    /** The path, without the query. */
    readonly path: string
    /**
     *  The query, without its question mark, and with fingerprints in place of secrets; empty if there was none.
     */
    readonly query: string
    /** The operation that it requested; `none` if no operation has its path. */
    readonly operation: OperationName | "getUsers" | "none"
    /**
     * The HTTP status of the answer; 0 if the connection broke, or nobody waited for it: the request may have been
     * carried out all the same.
     */
    readonly status: number
    /** What the fault that it met did; null if it met none. */
    readonly fault: Fault["does"] | null
    /** Its headers; tokens in them are fingerprints. */
    readonly headers: Readonly<Record<string, string>>
    /**
     * The beginning of its body, if that is JSON or a form, with fingerprints in place of secrets; null for any other.
     */
    readonly body: string | null
  }>
}
