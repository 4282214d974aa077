import { ConsentNotGiven } from "@zoho-bulk/core/Auth"
import type * as Mirror from "@zoho-bulk/core/Mirror"
import {
  ColumnTypeChanged,
  CopyIncomplete,
  type CreateJobFailure,
  CreateOutcomeUnknown,
  CreditLimitReached,
  type ExportFailure,
  type GetJobDetailsFailure,
  GrantRefused,
  HostNotPermitted,
  HostNotTrusted,
  type ImportFailure,
  InputUnreadable,
  InvalidJobId,
  InvalidRequest,
  InvalidSettings,
  JobFailed,
  JobNotFound,
  JobStillRunning,
  JourneyDiffers,
  JourneyFinished,
  JourneyTaken,
  LimitExceeded,
  MirrorDiffers,
  MirrorTaken,
  NoAnswer,
  NoAnswerInTime,
  OutcomesDiffer,
  PagesBroken,
  PageTokenExpired,
  PermissionDenied,
  RequestNotAccepted,
  ResultIncomplete,
  ResultTooLarge,
  ResultUnreadable,
  ScopeMissing,
  StorageFailed,
  Throttled,
  TokenBudgetSpent,
  TokenRefused,
  TokenStoreFailed,
  UnknownField,
  UnknownModule,
  UnknownView,
  UnreadableAnswer,
  type WaitFailure,
  ZohoFailing,
} from "@zoho-bulk/core/Failure"
import { Duration } from "effect"
import { someRequest } from "./failureOf.ts"

const request = someRequest

type Failure =
  | GetJobDetailsFailure
  | CreateJobFailure
  | WaitFailure
  | ExportFailure
  | ImportFailure
  | Mirror.CopyFailure

const byTag: { readonly [Tag in Failure["_tag"]]: Extract<Failure, { _tag: Tag }> } = {
  InvalidRequest: new InvalidRequest({ problem: "v6 has no page tokens", remedy: "Use v7." }),
  CreateOutcomeUnknown: new CreateOutcomeUnknown({ request, reason: "connection reset", sentAt: 0 }),
  JobStillRunning: new JobStillRunning({ jobId: "1", kind: "read", state: "queued", waitedMillis: 60_000 }),
  CreditLimitReached: new CreditLimitReached({ most: 100, spent: 53, needed: 103 }),
  JobFailed: new JobFailed({ jobId: "1", kind: "read", state: "failed" }),
  JourneyTaken: new JourneyTaken({ journal: "/var/lib/leads", problem: "it holds the lock" }),
  MirrorTaken: new MirrorTaken({ target: "/var/lib/copies", problem: "process 7 has it" }),
  MirrorDiffers: new MirrorDiffers({
    target: "/var/lib/copies",
    what: "host",
    known: "https://www.zohoapis.eu",
    asked: "https://www.zohoapis.com",
  }),
  ColumnTypeChanged: new ColumnTypeChanged({ module: "Deals", column: "Amount", was: "currency", is: "text" }),
  CopyIncomplete: new CopyIncomplete({ module: "Leads", missing: 1, ids: ["4150868013000000001"] }),
  JourneyDiffers: new JourneyDiffers({ what: "module", known: "Leads", asked: "Contacts" }),
  JourneyFinished: new JourneyFinished({ finishedAt: 0 }),
  PagesBroken: new PagesBroken({ module: "Leads", page: 2, jobId: "1", problem: "it is empty" }),
  PageTokenExpired: new PageTokenExpired({ module: "Leads", page: 2, expiredAt: 0 }),
  ResultUnreadable: new ResultUnreadable({ jobId: "1", problem: "it is cut short" }),
  ResultIncomplete: new ResultIncomplete({ jobId: "1", expected: 2, received: 1 }),
  ResultTooLarge: new ResultTooLarge({ jobId: "1", limit: "maxUnpackedBytes", max: 1 }),
  InputUnreadable: new InputUnreadable({
    source: "leads.csv",
    line: 2,
    problem: "a quote is open",
    remedy: "Close it.",
  }),
  OutcomesDiffer: new OutcomesDiffer({ jobId: "1", row: 1, problem: "another row", archive: "part-1.result.zip" }),
  StorageFailed: new StorageFailed({ doing: "write a file", problem: "the disk is full", remedy: "Make space." }),
  InvalidJobId: new InvalidJobId({ input: "x" }),
  NoAnswer: new NoAnswer({ request, reason: "connection refused" }),
  NoAnswerInTime: new NoAnswerInTime({ request, limit: "tryTimeout", limitMillis: 10_000 }),
  TokenRefused: new TokenRefused({ request, httpStatus: 401 }),
  GrantRefused: new GrantRefused({ request, httpStatus: 200, code: "invalid_code" }),
  TokenBudgetSpent: new TokenBudgetSpent({
    request,
    requests: 10,
    windowMillis: 600_000,
    retryAfter: Duration.minutes(1),
  }),
  TokenStoreFailed: new TokenStoreFailed({ request, problem: "the disk is full", remedy: "Make space." }),
  ScopeMissing: new ScopeMissing({ request, httpStatus: 401 }),
  PermissionDenied: new PermissionDenied({ request, httpStatus: 403 }),
  JobNotFound: new JobNotFound({ request, httpStatus: 404, kinds: ["read"] }),
  RequestNotAccepted: new RequestNotAccepted({ request, httpStatus: 400 }),
  Throttled: new Throttled({ request, httpStatus: 429 }),
  ZohoFailing: new ZohoFailing({ request, httpStatus: 502 }),
  UnreadableAnswer: new UnreadableAnswer({ request, httpStatus: 200, problem: "it is empty" }),
  LimitExceeded: new LimitExceeded({ request, limit: "maxAnswerBytes", max: 1 }),
  HostNotTrusted: new HostNotTrusted({ request, origin: "https://example.org", trustedHosts: [] }),
  HostNotPermitted: new HostNotPermitted({ request }),
}

/** One of every failure that a user can meet; the compiler asks for a new one when there is a new tag. */
export const everyFailure = [
  ...Object.values(byTag),
  new InvalidSettings({
    settings: ["ZOHO_ACCESS_TOKEN"],
    reason: "missing",
    problem: "There is no access token",
    remedy: "Set it.",
  }),
  new ConsentNotGiven({ request, reason: "denied" }),
  new UnknownField({ module: "Leads", name: "Compny", candidates: [], suggestion: "Company" }),
  new UnknownModule({ name: "Laeds", candidates: [], suggestion: "Leads" }),
  new UnknownView({ module: "Leads", name: "Mine", candidates: ["1", "2"] }),
]
