import type { DataCenter } from "../../domain/DataCenter.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import type { OperationName } from "../../wire/Operation.ts"
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
  readonly organization: { readonly id: string; readonly zgid: string; readonly dataCenter: DataCenter | null }
  /** How many records each module has by now. */
  readonly records: Readonly<Record<string, number>>
  /** The jobs that were made here, the oldest first; `module` names several with commas between them. */
  readonly jobs: ReadonlyArray<{
    readonly id: string
    readonly kind: JobKind
    readonly phase: Phase
    readonly module: string
    /** How much of the job's time is over, from 0 to 100. */
    readonly percent: number
    readonly createdTime: string
  }>
  /** The files that were uploaded, with their sizes in bytes. */
  readonly uploads: ReadonlyArray<{ readonly id: string; readonly name: string; readonly bytes: number }>
  /** API credits: those of 24 hours, and those spent in the last 24. */
  readonly credits: { readonly perDay: number; readonly spent: number }
  /** The access tokens that are still valid. */
  readonly accessTokens: ReadonlyArray<{ readonly fingerprint: string; readonly secondsLeft: number }>
  /** The faults that are scripted, and how many requests have fitted each so far. */
  readonly faults: ReadonlyArray<Fault & { readonly seen: number }>
  /** The callbacks that were posted; the status is null if none was accepted. */
  readonly callbacks: ReadonlyArray<{ readonly jobId: string; readonly at: string; readonly status: number | null }>
  /** The last thousand requests, the oldest first; the status is 0 if the connection broke. */
  readonly requests: ReadonlyArray<{
    readonly at: string
    readonly method: string
    readonly host: string
    readonly path: string
    readonly operation: OperationName | "none"
    readonly status: number
  }>
}
