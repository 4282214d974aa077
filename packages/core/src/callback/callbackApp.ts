import * as Mac from "effect/crypto/Mac"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { CallbackNotice } from "../domain/CallbackNotice.ts"
import { isTerminal } from "../domain/JobState.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { getJobDetails } from "../jobs/getJobDetails.ts"
import { JobSignals } from "../jobs/JobSignals.ts"
import { readText } from "../transport/readBody.ts"
import { lookOnce, type Verdict } from "./noticeLooks.ts"
import { callbackNotice } from "../wire/callbackNotice.ts"
import { formatFault } from "../wire/decodeJob.ts"
import { parseJson } from "../wire/Json.ts"

/**
 * How callbacks are recognised. All keys are optional.
 *
 * **Example** (A secret in the callback URL)
 *
 * ```ts
 * import { Callback, createReadJob } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * const options: Callback.CallbackOptions = { secret: Redacted.make("of-your-choice") }
 * const callbackUrl = "https://reports.example.com/zoho?secret=of-your-choice"
 *
 * export const receive = () => Callback.callbackApp(options)
 * export const order = () => createReadJob({ module: "Contacts", callbackUrl })
 * ```
 *
 * @category configuration
 */
export interface CallbackOptions {
  /**
   * The `?secret=` of the callback URL; Zoho signs nothing, so a secret is the only way to recognise it. By default any
   * caller is accepted; Zoho is asked to confirm in any case.
   */
  readonly secret?: Redacted.Redacted<string> | undefined
}

/** A callback is small; a longer one is ignored. */
const longestNotice = 1024 * 1024

/** Zoho sends it in one go; a slower sender keeps a connection busy for nothing. */
const longestReading = "10 seconds"

const reply = (status: number, text: string) => HttpServerResponse.text(text, { status })

const encoder = new TextEncoder()

/** Compares in constant time. */
const isSame = (given: string, expected: string): boolean =>
  Mac.timingSafeEqual(encoder.encode(given), encoder.encode(expected))

const knowsSecret = (request: HttpServerRequest.HttpServerRequest, options: CallbackOptions): boolean => {
  const { secret }: CallbackOptions = options ?? {}
  if (secret === undefined) return true
  const expected: unknown = Redacted.isRedacted(secret) ? Redacted.value(secret) : undefined
  if (typeof expected !== "string" || expected === "") return false
  const url = Option.getOrUndefined(HttpServerRequest.toURL(request))
  return isSame(url?.searchParams.get("secret") ?? "", expected)
}

/** Asks Zoho to confirm, and wakes those who wait if it does. */
const confirm = Effect.fnUntraced(function* ({ jobId, kind }: CallbackNotice) {
  const details = yield* Effect.result(getJobDetails({ id: jobId, kind }))
  if (Result.isFailure(details)) {
    const isUnknown = details.failure._tag === "JobNotFound" || details.failure._tag === "InvalidJobId"
    return isUnknown ? "unknown job" : "no answer"
  }
  if (!isTerminal(details.success.state)) return "not ended"
  yield* JobSignals.use(({ announce }) => announce(details.success))
  return "ended"
})

const replyTo: Readonly<Record<Verdict, HttpServerResponse.HttpServerResponse>> = {
  ended: reply(200, "thank you\n"),
  "not ended": reply(503, "the job has not ended yet\n"),
  "unknown job": reply(400, "Zoho does not know this job\n"),
  "no answer": reply(503, "Zoho cannot be asked about the job now\n"),
}

const answerTo = Effect.fnUntraced(function* (notice: CallbackNotice) {
  const isAwaited = yield* JobSignals.use((signals) => signals.isAwaited(notice.jobId))
  return isAwaited ? replyTo[yield* lookOnce(notice, confirm(notice))] : reply(200, "nobody is waiting for this job\n")
})

/**
 * Receives what Zoho posts when a job ends, as an HTTP app to mount in your own server.
 *
 * **Details**
 *
 * A callback is a hint: the job is looked up at Zoho before anybody is woken, and only if somebody is waiting for it,
 * so a stranger's posts cost no credits; and however many arrive about a job that is waited for, they cost no more
 * looks than another wait would. Failed jobs are announced like completed ones. If Zoho cannot be asked, or does not
 * know of the end yet, the answer is 503, and Zoho posts again. An empty secret, as from an unset variable, lets nobody
 * in.
 *
 * A body that has not arrived after ten seconds, or is longer than 1 MiB, is ignored.
 *
 * A callback may arrive before anybody waits for the job: `waitForJob` looks as well, and needs no callback.
 *
 * **Example** (On a path of your server)
 *
 * ```ts
 * import { Callback } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 * import { HttpRouter } from "effect/http"
 *
 * export const route = HttpRouter.add("POST", "/zoho", Callback.callbackApp({ secret: Redacted.make("of your choice") }))
 * ```
 *
 * @category services
 */
export const callbackApp = (
  options: CallbackOptions = {},
): Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  HttpServerRequest.HttpServerRequest | ZohoConnection | JobSignals
> =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const { maxAnswerDepth } = yield* CurrentLimits
    if (request.method !== "POST") return reply(405, "use POST, as Zoho does\n")
    if (!knowsSecret(request, options)) return reply(403, "the secret is wrong\n")
    const body = yield* readText(request.stream, longestNotice).pipe(
      Effect.result,
      Effect.timeoutOption(longestReading),
      // A server that closes shall not wait for whoever still sends.
      Effect.interruptible,
    )
    if (Option.isNone(body)) return reply(408, "the body took longer than ten seconds\n")
    if (Result.isFailure(body.value)) return reply(400, "the body cannot be read\n")
    const json = parseJson(body.value.success, maxAnswerDepth)
    if (Result.isFailure(json)) return reply(400, "the body is not JSON\n")
    const notice = callbackNotice(json.success)
    return yield* Result.isFailure(notice)
      ? Effect.succeed(reply(400, `${formatFault(notice.failure)}\n`))
      : answerTo(notice.success)
  })
