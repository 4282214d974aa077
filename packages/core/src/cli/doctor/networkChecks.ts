import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../settings/Settings.ts"
import { type ApiVersion, apiVersions } from "../../domain/ApiVersion.ts"
import { dataCenterOfHost, hostsOf, isLoopback } from "../../domain/hosts.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { interpretAnswer } from "../../connection/interpretAnswer.ts"
import type { Answer } from "../../transport/Answer.ts"
import type { SendFailure } from "../../failure/CallFailure.ts"
import { send } from "../../transport/send.ts"
import { type Operation, operations } from "../../wire/Operation.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { duration } from "../output/amount.ts"
import { brokenLine, diagnose, layers, type Network } from "./brokenLine.ts"
import { type Check, fromFailure, ok, wrong } from "./Check.ts"
import { noJob } from "./scopeChecks.ts"

/** How far clocks may be apart before it matters: tokens are renewed by ours, and end by Zoho's. */
const worstSkew = Duration.toMillis("1 minute")

const withinSeconds = <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.updateService(self, CurrentLimits, (limits) => ({ ...limits, callTimeout: limits.tryTimeout }))

/** Asks without a token, which Zoho refuses in its own words: that it does so shows that it is Zoho who answers. */
const askWithoutToken = Effect.fnUntraced(function* (
  settings: Settings,
): Effect.fn.Return<
  { readonly answer: Answer; readonly code: string | undefined },
  SendFailure,
  HttpClient.HttpClient
> {
  const request = outgoingRequest(settings, operations.getReadJob, { jobId: noJob })
  const answer = yield* withinSeconds(send(request))
  const meant = interpretAnswer(request.context, answer, yield* CurrentLimits)
  return { answer, code: Result.isFailure(meant) && "code" in meant.failure ? meant.failure.code : undefined }
})

const unknownPath = "INVALID_URL_PATTERN"

/** Looks for the newest version that the host knows. */
const knownVersion = Effect.fnUntraced(function* (settings: Settings) {
  for (const apiVersion of apiVersions.toReversed()) {
    const asked = yield* Effect.result(askWithoutToken({ ...settings, apiVersion }))
    const isKnown = Result.isSuccess(asked) && ![undefined, unknownPath].includes(asked.success.code)
    if (isKnown) return apiVersion
  }
  return undefined
})

const backToZoho = ({ dataCenter, environment }: Settings): string =>
  `Leave out --api-domain (ZOHO_API_DOMAIN), or set it to Zoho's: ${hostsOf(dataCenter, environment).api}.`

const wrongVersion = ({ apiVersion, hosts, ...settings }: Settings, known: ApiVersion | undefined): Check =>
  wrong(
    "API host",
    `${hosts.api.host} does not know the path of version ${apiVersion}`,
    known === undefined
      ? backToZoho({ apiVersion, hosts, ...settings })
      : `Set --api-version ${known} (ZOHO_API_VERSION=${known}).`,
  )

const notZoho = (settings: Settings, status: number): Check => {
  const { host, hostname } = settings.hosts.api
  return wrong(
    "API host",
    `${host} answers (HTTP ${status}), but not as Zoho's API does`,
    dataCenterOfHost(hostname) === undefined
      ? backToZoho(settings)
      : "Sign in to this network with a browser, or use another network: something in it answers in Zoho's place.",
  )
}

const checkClock = Effect.fnUntraced(function* ({ date }: Answer): Effect.fn.Return<Check> {
  const sentAt = Option.map(DateTime.make(date ?? ""), DateTime.toEpochMillis)
  const skew = Option.isNone(sentAt) ? 0 : (yield* Clock.currentTimeMillis) - sentAt.value
  if (Math.abs(skew) <= worstSkew) return ok("Clock", "within a minute of Zoho's")
  const found = `this machine's clock is ${duration(Math.abs(skew))} ${skew > 0 ? "ahead" : "behind"}`
  const remedy = "Set this machine's clock, or let the network set it (NTP): the renewal of tokens depends on it."
  return { ...wrong("Clock", found, remedy), isHarmless: true }
})

/** What is in order before a layer, each in a line. */
const soundLayers = (network: Network, before: (typeof layers)[number]): ReadonlyArray<Check> => {
  const { isEmulated = false, proxy, settings } = network
  if (isEmulated) return layers.slice(0, -1).map((name) => ok(name, "none: Zoho is emulated in this process"))
  const { api } = settings.hosts
  const isProxied = proxy?.isFor(api) === true
  const isNamed = !isLoopback(api) && /[a-z]/i.test(api.hostname)
  const sound = [
    proxy === undefined
      ? ok("Proxy", "none")
      : ok("Proxy", `${proxy.host}, from ${proxy.variable}${isProxied ? "" : `; not used for ${api.host}`}`),
    ok("Name resolution", isProxied ? "done by the proxy" : isNamed ? `${api.hostname} is found` : "not needed"),
    ok(
      "TLS",
      api.protocol === "http:"
        ? "not used: requests stay on this machine"
        : `the certificate of ${api.host} is trusted`,
    ),
  ]
  return sound.slice(0, layers.indexOf(before))
}

/** Looks at the way to Zoho, layer by layer: the first that is broken hides the others. */
export const checkNetwork = Effect.fnUntraced(function* (
  network: Network,
): Effect.fn.Return<ReadonlyArray<Check>, never, HttpClient.HttpClient> {
  const { settings } = network
  const asked = yield* Effect.result(askWithoutToken(settings))
  if (Result.isFailure(asked)) {
    const { failure } = asked
    if (failure._tag !== "NoAnswer" && failure._tag !== "NoAnswerInTime") {
      return [...soundLayers(network, "Name resolution"), fromFailure("API host", failure)]
    }
    const { found, layer, remedy } = brokenLine(failure, network)
    const isKnown = failure._tag === "NoAnswer" && failure.neverArrived
    const before = layer === "API host" ? (isKnown ? "TLS" : "Name resolution") : layer
    return [...soundLayers(network, before), wrong(layer, found, remedy, exitCode.unreachable)]
  }
  const sound = soundLayers(network, "API host")
  const { answer, code } = asked.success
  if (code === unknownPath) return [...sound, wrongVersion(settings, yield* knownVersion(settings))]
  if (code === undefined) return [...sound, notZoho(settings, answer.status)]
  const clock = yield* checkClock(answer)
  return [...sound, ok("API host", `${settings.hosts.api.host} answers as Zoho's API`), clock]
})

/** Looks whether anything answers at a host. */
export const checkHost = Effect.fnUntraced(function* (
  network: Network,
  name: string,
  operation: Operation,
): Effect.fn.Return<Check, never, HttpClient.HttpClient> {
  const url = network.settings.hosts[operation.host]
  const request = { ...outgoingRequest(network.settings, operation, { url }), method: "GET" as const }
  const sent = yield* Effect.result(withinSeconds(send(request)))
  return Result.isFailure(sent) ? diagnose(name, sent.failure, network) : ok(name, `${url.host} answers`)
})
