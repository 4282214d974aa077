import {
  type CreateJobFailure,
  CreateOutcomeUnknown,
  type GetJobDetailsFailure,
  GrantRefused,
  HostNotPermitted,
  HostNotTrusted,
  InvalidJobId,
  InvalidRequest,
  InvalidSettings,
  JobNotFound,
  LimitExceeded,
  NoAnswer,
  NoAnswerInTime,
  PermissionDenied,
  RequestNotAccepted,
  ScopeMissing,
  Throttled,
  TokenBudgetSpent,
  TokenRefused,
  TokenStoreFailed,
  UnreadableAnswer,
  ZohoFailing,
} from "@zoho-bulk/core"
import { Duration } from "effect"
import { someRequest } from "./failureOf.ts"

const request = someRequest

type Failure = GetJobDetailsFailure | CreateJobFailure

const byTag: { readonly [Tag in Failure["_tag"]]: Extract<Failure, { _tag: Tag }> } = {
  InvalidRequest: new InvalidRequest({ problem: "v6 has no page tokens", remedy: "Use v7." }),
  CreateOutcomeUnknown: new CreateOutcomeUnknown({ request, reason: "connection reset", sentAt: 0 }),
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
  new InvalidSettings({ settings: ["ZOHO_ACCESS_TOKEN"], problem: "There is no access token", remedy: "Set it." }),
]
