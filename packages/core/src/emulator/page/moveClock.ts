import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Formatter from "effect/Formatter"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { readDuration } from "../../domain/readDuration.ts"
import { formatTime } from "../model/times.ts"
import { moveClockBy } from "../world/moveClockBy.ts"
import { parseJson } from "./parseJson.ts"

/** The end of the year 9998: times have four digits for the year, in every time zone. */
const latest = 253_370_764_799_000

const refuse = (problem: string) =>
  HttpServerResponse.text(
    `${problem}.\nPOST how far to advance the emulator's clock, as JSON: {"advance": "1 hour"}, or a number of milliseconds.\n`,
    { status: 400, headers: { "x-content-type-options": "nosniff" } },
  )

/** Lets time pass, for whatever is counted by the emulator's clock. */
export const moveClock = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const parsed = yield* parseJson(yield* Effect.orElseSucceed(request.text, () => ""))
  if (parsed._tag === "None") return refuse("This is not JSON")
  const { advance, ...others } = Predicate.isObject(parsed.value) ? parsed.value : { advance: undefined }
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) return refuse(`Unknown key ${unknown}`)
  const millis = Option.match(readDuration(advance), { onNone: () => NaN, onSome: Duration.toMillis })
  const now = yield* Clock.currentTimeMillis
  if (!(now + millis <= latest)) return refuse(`advance is ${Formatter.format(advance)}`)
  yield* moveClockBy(millis)
  return yield* Effect.orDie(HttpServerResponse.json({ now: formatTime(yield* Clock.currentTimeMillis) }))
})
