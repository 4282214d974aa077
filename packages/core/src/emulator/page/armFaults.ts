import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { readFaults } from "../model/readOptions.ts"
import { changeState } from "../world/currentState.ts"
import { arm } from "../world/World.ts"
import { worldReport } from "../world/worldReport.ts"
import { toPage } from "./toPage.ts"

/** The keys whose values are numbers, which a form can only spell. */
const numbers = ["nth", "retryAfter", "afterBytes", "millis"]

const numberIn = (text: string): number | string => (/^\s*\d+\s*$/.test(text) ? Number(text) : text)

/** A fault as a form spells it; it is for the next request that fits, where it does not say which. */
const faultInForm = (text: string) => {
  const given = [...new URLSearchParams(text)].filter(([, value]) => value !== "")
  const read = ([key, value]: readonly [string, string]) => {
    const list = key === "nth" && value.includes(",") ? value.split(",").map(numberIn) : undefined
    return [key, list ?? (numbers.includes(key) ? numberIn(value) : value)]
  }
  return { nth: 1, ...Object.fromEntries(given.map(read)) }
}

const accepted =
  'POST faults as in a file for --faults, such as [{"operation": "getReadJob", "nth": 1, "does": "throttled"}], or one of them; or a form with the keys of one fault.'

const refuse = (problem: string) =>
  HttpServerResponse.text(`${problem}\n${accepted}\n`, {
    status: 400,
    headers: { "x-content-type-options": "nosniff" },
  })

const parse = (text: string) => Effect.option(Effect.try({ try: (): unknown => JSON.parse(text), catch: () => "" }))

/** Arms faults beside those that are armed: JSON, whatever type it says it has, or a form. */
export const armFaults = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const text = yield* Effect.orElseSucceed(request.text, () => "")
  const isJson = /^\s*[[{]/.test(text)
  const parsed = yield* parse(isJson ? text : JSON.stringify([faultInForm(text)]))
  if (parsed._tag === "None") return refuse("This is not JSON.")
  const read = yield* Effect.result(readFaults(Array.isArray(parsed.value) ? parsed.value : [parsed.value]))
  if (read._tag === "Failure") return refuse(`${read.failure.problem}. ${read.failure.remedy}`)
  yield* changeState((state) => ({ ...state, faults: [...state.faults, ...arm(read.success)] }))
  if (!isJson) return toPage
  const { faults } = yield* worldReport
  return yield* Effect.orDie(HttpServerResponse.json({ faults }))
})
