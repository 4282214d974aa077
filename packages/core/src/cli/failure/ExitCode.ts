import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import type * as Runtime from "effect/Runtime"
import type { CreateJobFailure } from "../../jobs/createJob.ts"
import type { WaitFailure } from "../../jobs/pollJob.ts"
import type { ImportFailure } from "../../transfer/ImportRequest.ts"
import type { ExportFailure } from "../../transfer/ExportRequest.ts"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import type { OutputFailed } from "./OutputFailed.ts"
import type { PortUnavailable } from "./PortUnavailable.ts"
import type { UsageError } from "./UsageError.ts"

/** What the command can end with other than success. */
export type CommandFailure =
  | WaitFailure
  | ExportFailure
  | ImportFailure
  | CreateJobFailure
  | InvalidSettings
  | OutputFailed
  | PortUnavailable
  | UsageError

/** Exit codes by meaning. */
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
  GrantRefused: exitCode.refused,
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
  OutcomesDiffer: exitCode.unexpected,
  JobFailed: exitCode.jobFailed,
  JobStillRunning: exitCode.stillRunning,
  PageTokenExpired: exitCode.usage,
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

/** The exit code of a failure. */
export const exitCodeOf = (failure: CommandFailure): number => codes[failure._tag]

/** Ends the process with the code that the command came to, or with that of the signal that stopped it. */
export const teardown =
  (isTerminated: () => boolean): Runtime.Teardown =>
  (exit, onExit) => {
    if (Exit.isSuccess(exit)) return onExit(typeof exit.value === "number" ? exit.value : exitCode.done)
    if (!Cause.hasInterruptsOnly(exit.cause)) return onExit(exitCode.unexpected)
    onExit(isTerminated() ? exitCode.terminated : exitCode.interrupted)
  }
