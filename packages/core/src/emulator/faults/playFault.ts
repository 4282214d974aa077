import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { gateRefusal, serviceRefusal } from "../answers/emitters.ts"
import { tooManyRequests } from "../answers/refuse.ts"
import { type Fault, type FaultTarget, isAbout, isDue } from "../model/Fault.ts"
import { wrongToken } from "../model/Refusal.ts"
import { World } from "../world/World.ts"
import { ConnectionReset, resetInBody, slowDown, spoilChecksums, truncate } from "./spoilBody.ts"

/** Counts a request with every fault that it fits, and finds the first that meets it. */
export const faultFor = Effect.fnUntraced(function* (target: FaultTarget) {
  const { state } = yield* World
  return yield* Ref.modify(state, (before) => {
    const faults = before.faults.map(({ fault, seen }) => ({
      fault,
      seen: isAbout(fault, target) ? seen + 1 : seen,
    }))
    const met = faults.find(({ fault, seen }) => isAbout(fault, target) && isDue(fault, seen))
    return [
      met?.fault,
      faults.some(({ seen }, at) => seen !== before.faults[at]?.seen) ? { ...before, faults } : before,
    ]
  })
})

/** A page as a proxy in front of Zoho would send it. */
const badGateway = HttpServerResponse.text(
  "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n</body>\n</html>\n",
  { status: 502, contentType: "text/html", headers: { server: "ZGS" } },
)

const throttled = (retryAfter: number | undefined) =>
  tooManyRequests.pipe(
    Effect.catch(serviceRefusal),
    Effect.map((response) =>
      retryAfter === undefined ? response : HttpServerResponse.setHeader(response, "retry-after", String(retryAfter)),
    ),
  )

const failing = serviceRefusal({ status: 500, code: "INTERNAL_ERROR", message: "Internal Server Error" })

/** Far enough for the headers of an archive's first file, and not for its data. */
const someBytes = 80

const aMoment = 1_000

/** Answers a request as a fault wants it; most of them never ask the service. */
export const playFault = <R>(
  fault: Fault | undefined,
  answer: Effect.Effect<HttpServerResponse.HttpServerResponse, never, R>,
): Effect.Effect<HttpServerResponse.HttpServerResponse, ConnectionReset, R | HttpServerRequest.HttpServerRequest> => {
  const { afterBytes = someBytes, does, millis = aMoment, retryAfter } = fault ?? {}
  switch (does) {
    case "throttled":
      return throttled(retryAfter)
    case "unauthorized":
      return gateRefusal(wrongToken)
    case "failing":
      return failing
    case "bad-gateway":
      return Effect.succeed(badGateway)
    case "reset":
      return Effect.fail(new ConnectionReset())
    case "lost-reply":
      return Effect.andThen(answer, Effect.fail(new ConnectionReset()))
    case "late":
      return Effect.delay(answer, millis)
    case "late-reply":
      return Effect.tap(answer, () => Effect.sleep(millis))
    case "reset-in-body":
      return Effect.map(answer, (response) => resetInBody(response, afterBytes))
    case "slow-body":
      return Effect.map(answer, (response) => slowDown(response, millis))
    case "truncated":
      return Effect.map(answer, (response) => truncate(response, afterBytes))
    case "wrong-checksum":
      return Effect.map(answer, spoilChecksums)
    default:
      return answer
  }
}
