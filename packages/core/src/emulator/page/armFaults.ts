import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { readFaults } from "../model/readOptions.ts"
import { changeState } from "../world/currentState.ts"
import { arm } from "../world/World.ts"
import { worldReport } from "../world/worldReport.ts"
import { parseJson } from "./parseJson.ts"
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
  'POST a list of faults as for --faults, such as [{"operation": "getReadJob", "nth": 1, "does": "throttled"}], a single fault, or a form with the keys of one fault.'

const refuse = (...lines: ReadonlyArray<string>) =>
  HttpServerResponse.text(`${lines.join("\n")}\n`, { status: 400, headers: { "x-content-type-options": "nosniff" } })

/** A list of faults, or one of them, is of the right shape, whatever is in it. */
const hasShape = (json: unknown): boolean =>
  Array.isArray(json) ? json.every(Predicate.isObject) : Predicate.isObject(json)

/** The faults that are armed, and how many requests have fitted each. */
export const listFaults = Effect.flatMap(worldReport, ({ faults }) => Effect.orDie(HttpServerResponse.json({ faults })))

/** Arms faults in addition to those already armed: JSON, whatever type it declares, or a form. */
export const armFaults = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const text = yield* Effect.orElseSucceed(request.text, () => "")
  const isJson = /^\s*[[{]/.test(text)
  const parsed = yield* parseJson(isJson ? text : JSON.stringify([faultInForm(text)]))
  if (parsed._tag === "None") return refuse("This is not JSON.", accepted)
  const read = yield* Effect.result(readFaults(Array.isArray(parsed.value) ? parsed.value : [parsed.value]))
  if (read._tag === "Failure") {
    const { problem, remedy } = read.failure
    return refuse(`${problem}. ${remedy}`, ...(hasShape(parsed.value) ? [] : [accepted]))
  }
  yield* changeState((state) => ({ ...state, faults: [...state.faults, ...arm(read.success)] }))
  return isJson ? yield* listFaults : toPage
})
