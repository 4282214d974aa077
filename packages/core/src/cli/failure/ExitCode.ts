import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import type * as Runtime from "effect/Runtime"
import type { ConsentNotGiven } from "../../auth/ConsentNotGiven.ts"
import type { CreateJobFailure } from "../../jobs/createJob.ts"
import type { WaitFailure } from "../../jobs/WaitOptions.ts"
import type { CopyFailure } from "../../mirror/CopyFailure.ts"
import type { ImportFailure } from "../../transfer/imports/ImportRequest.ts"
import type { ExportFailure } from "../../transfer/exports/ExportRequest.ts"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import type { UnknownField, UnknownModule, UnknownView } from "../../failure/UnknownName.ts"
import type { OutputFailed } from "./OutputFailed.ts"
import type { PortUnavailable } from "../../callback/PortUnavailable.ts"
import type { UsageError } from "./UsageError.ts"

/**
 * What the command can end with, other than success.
 *
 * **Example** (The line that a person reads)
 *
 * ```ts
 * import type { CommandFailure } from "@zoho-bulk/core/cli"
 *
 * export const line = ({ summary }: CommandFailure): string => `zoho-bulk: ${summary}`
 * ```
 *
 * @category errors
 */
export type CommandFailure =
  | WaitFailure
  | ExportFailure
  | ImportFailure
  | CopyFailure
  | CreateJobFailure
  | ConsentNotGiven
  | InvalidSettings
  | UnknownField
  | UnknownModule
  | UnknownView
  | OutputFailed
  | PortUnavailable
  | UsageError

/**
 * Exit codes by meaning.
 *
 * **Example** (Whether a run is worth repeating)
 *
 * ```ts
 * import { exitCode } from "@zoho-bulk/core/cli"
 *
 * const again: ReadonlyArray<number> = [exitCode.unreachable, exitCode.stillRunning]
 *
 * export const isWorthAnother = (code: number): boolean => again.includes(code)
 * ```
 *
 * @category running
 */
export const exitCode = {
  done: 0,
  unexpected: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  jobFailed: 5,
  unreachable: 6,
  stillRunning: 7,
  rejectedRows: 8,
  outcomeUnknown: 9,
  interrupted: 130,
  terminated: 143,
} as const

const codes: Readonly<Record<CommandFailure["_tag"], number>> = {
  UsageError: exitCode.usage,
  InvalidJobId: exitCode.usage,
  InvalidSettings: exitCode.usage,
  InvalidRequest: exitCode.usage,
  PortUnavailable: exitCode.usage,
  TokenStoreFailed: exitCode.usage,
  HostNotPermitted: exitCode.usage,
  RequestNotAccepted: exitCode.usage,
  UnknownField: exitCode.usage,
  UnknownModule: exitCode.usage,
  UnknownView: exitCode.usage,
  GrantRefused: exitCode.refused,
  ConsentNotGiven: exitCode.refused,
  TokenRefused: exitCode.refused,
  ScopeMissing: exitCode.refused,
  PermissionDenied: exitCode.refused,
  JobNotFound: exitCode.notFound,
  NoAnswer: exitCode.unreachable,
  NoAnswerInTime: exitCode.unreachable,
  Throttled: exitCode.unreachable,
  TokenBudgetSpent: exitCode.unreachable,
  ZohoFailing: exitCode.unreachable,
  InputUnreadable: exitCode.usage,
  JourneyTaken: exitCode.usage,
  MirrorTaken: exitCode.usage,
  MirrorDiffers: exitCode.usage,
  ColumnTypeChanged: exitCode.usage,
  CopyIncomplete: exitCode.unexpected,
  JourneyDiffers: exitCode.usage,
  JourneyFinished: exitCode.usage,
  OutcomesDiffer: exitCode.unexpected,
  JobFailed: exitCode.jobFailed,
  JobStillRunning: exitCode.stillRunning,
  PageTokenExpired: exitCode.usage,
  CreditLimitReached: exitCode.usage,
  PagesBroken: exitCode.unexpected,
  ResultUnreadable: exitCode.unexpected,
  ResultIncomplete: exitCode.unexpected,
  ResultTooLarge: exitCode.unexpected,
  StorageFailed: exitCode.unexpected,
  CreateOutcomeUnknown: exitCode.outcomeUnknown,
  UnreadableAnswer: exitCode.unexpected,
  OutputFailed: exitCode.unexpected,
  LimitExceeded: exitCode.unexpected,
  HostNotTrusted: exitCode.unexpected,
}

/**
 * Returns the exit code of a failure.
 *
 * **Example** (A script that ends as the command would)
 *
 * ```ts
 * import { exitCodeOf } from "@zoho-bulk/core/cli"
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const code = getJobDetails({ id: "4150868000005376042" }).pipe(
 *   Effect.match({ onFailure: exitCodeOf, onSuccess: () => 0 }),
 * )
 * ```
 *
 * @category running
 */
export const exitCodeOf = (failure: CommandFailure): number =>
  failure._tag === "StorageFailed" && failure.isForbidden === true ? exitCode.usage : codes[failure._tag]

/**
 * Makes the teardown of a runner: it ends the process with the command's exit code, or with that of the signal that
 * stopped it (130, or 143 if `isTerminated` is true).
 *
 * **Example** (What a runner passes to `runMain`)
 *
 * ```ts
 * import { teardown } from "@zoho-bulk/core/cli"
 *
 * let isTerminated = false
 *
 * export const terminate = () => void (isTerminated = true)
 * export const options = { disableErrorReporting: true, teardown: teardown(() => isTerminated) }
 * ```
 *
 * @category running
 */
export const teardown =
  (isTerminated: () => boolean): Runtime.Teardown =>
  (exit, onExit) => {
    if (Exit.isSuccess(exit)) return onExit(typeof exit.value === "number" ? exit.value : exitCode.done)
    if (!Cause.hasInterruptsOnly(exit.cause)) return onExit(exitCode.unexpected)
    onExit(isTerminated() ? exitCode.terminated : exitCode.interrupted)
  }
