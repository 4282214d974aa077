import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { gateRefusal, serviceRefusal } from "../answers/emitters.ts"
import { tooManyRequests } from "../answers/refuse.ts"
import { type Fault, type FaultTarget, isAbout, isDue } from "../model/Fault.ts"
import { wrongToken } from "../model/Refusal.ts"
import type { ArmedFault } from "../model/WorldState.ts"
import { World } from "../world/World.ts"
import { ConnectionReset, resetInBody, slowDown, spoilChecksums, truncate } from "./spoilBody.ts"
import { BeforeBreak } from "./BeforeBreak.ts"

/** Finds the first fault that meets a request, and counts the request with all that it fits; another that would meet it waits for the next. */
export const faultFor = Effect.fnUntraced(function* (target: FaultTarget) {
  const { state } = yield* World
  return yield* Ref.modify(state, (before) => {
    const meets = ({ fault, seen }: ArmedFault) => isAbout(fault, target) && isDue(fault, seen + 1)
    const met = before.faults.find(meets)
    const faults = before.faults.map((armed) => {
      const waits = armed !== met && armed.fault.nth !== undefined && meets(armed)
      return isAbout(armed.fault, target) && !waits ? { ...armed, seen: armed.seen + 1 } : armed
    })
    return [met?.fault, faults.some((armed, at) => armed !== before.faults[at]) ? { ...before, faults } : before]
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
      return Effect.flatMap(BeforeBreak, (pause) =>
        Effect.map(answer, (response) => resetInBody(response, afterBytes, pause)),
      )
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
