import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Result from "effect/Result"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../connection/Settings.ts"
import { CurrentLimits } from "../../domain/Limits.ts"
import { fromAnswer } from "../../failure/fromAnswer.ts"
import { send } from "../../transport/send.ts"
import { type Operation, operations } from "../../wire/Operation.ts"
import { duration } from "../progress.ts"
import { type Check, fromFailure, ok, wrong } from "./Check.ts"

/** How far clocks may be apart before it matters: tokens are renewed by ours, and end by Zoho's. */
const worstSkew = 60_000

const withinSeconds = <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.updateService(self, CurrentLimits, (limits) => ({ ...limits, callTimeout: limits.tryTimeout }))

/** Asks without a token, which Zoho refuses in its own words: that it does so shows that it is Zoho who answers. */
export const checkApiHost = Effect.fnUntraced(function* (
  settings: Settings,
): Effect.fn.Return<ReadonlyArray<Check>, never, HttpClient.HttpClient> {
  const name = "API host"
  const { host } = settings.hosts.api
  const request = outgoingRequest(settings, operations.getReadJob, { jobId: "1" })
  const sent = yield* Effect.result(withinSeconds(send(request)))
  if (Result.isFailure(sent)) return [fromFailure(name, sent.failure)]
  const { sentAt, status } = sent.success
  const meant = fromAnswer(request.context, sent.success, yield* CurrentLimits)
  const code = Result.isFailure(meant) && "code" in meant.failure ? meant.failure.code : undefined
  if (code === "INVALID_URL_PATTERN") {
    return [
      wrong(
        name,
        `${host} does not know the path of version ${settings.apiVersion}`,
        "Set --api-version (ZOHO_API_VERSION) to a version that your organisation has, and --api-domain to Zoho's API host.",
      ),
    ]
  }
  if (code === undefined) {
    return [
      wrong(
        name,
        `${host} answers (HTTP ${status}), but not as Zoho's API does`,
        "Check --api-domain (ZOHO_API_DOMAIN), and whether a proxy or a sign-in page answers in Zoho's place.",
      ),
    ]
  }
  const skew = sentAt === undefined ? 0 : (yield* Clock.currentTimeMillis) - sentAt
  const isSkewed = Math.abs(skew) > worstSkew
  const clock = isSkewed
    ? wrong(
        "Clock",
        `this machine's clock is ${duration(Math.abs(skew))} ${skew > 0 ? "ahead" : "behind"}`,
        "Set the clock, or let the machine set it (NTP): tokens are renewed by it.",
      )
    : ok("Clock", "within a minute of Zoho's")
  return [ok(name, `${host} answers as Zoho's API`), clock]
})

/** Looks whether anything answers at a host. */
export const checkHost = Effect.fnUntraced(function* (
  settings: Settings,
  name: string,
  operation: Operation,
): Effect.fn.Return<Check, never, HttpClient.HttpClient> {
  const url = settings.hosts[operation.host]
  const request = { ...outgoingRequest(settings, operation, { url }), method: "GET" as const }
  const sent = yield* Effect.result(withinSeconds(send(request)))
  return Result.isFailure(sent) ? fromFailure(name, sent.failure) : ok(name, `${url.host} answers`)
})
