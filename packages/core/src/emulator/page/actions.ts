import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as UrlParams from "effect/http/UrlParams"
import { Fault } from "../model/Fault.ts"
import type { Origin } from "../requests/origin.ts"
import { changeState, withEntry } from "../world/currentState.ts"

const toPage = HttpServerResponse.empty({ status: 303, headers: { location: "/" } })

const refused = HttpServerResponse.text("This is for the emulator's own page.\n", { status: 403 })

const decodeFault = Schema.decodeUnknownOption(Fault)

/** Ends a job now. */
const finish = (id: string) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    changeState((state) => {
      const job = state.jobs.get(id)
      if (job === undefined) return state
      const ended = { ...job, duration: now - job.createdAt, fate: job.fate === "never ends" ? "completes" : job.fate }
      return { ...state, jobs: withEntry(state.jobs, id, ended as typeof job) }
    }),
  )

/** Scripts what the next request that fits meets. */
const arm = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const form = Object.fromEntries(
    Array.from(yield* Effect.orElseSucceed(request.urlParamsBody, () => UrlParams.empty)).filter(
      ([, value]) => value !== "",
    ),
  )
  const fault = decodeFault({ ...form, nth: 1 })
  if (Option.isNone(fault)) return HttpServerResponse.text("There is no such fault.\n", { status: 400 })
  yield* changeState((state) => ({ ...state, faults: [...state.faults, { fault: fault.value, seen: 0 }] }))
  return toPage
})

/** Does what a button of the page asks for; a page of somebody else's may press none. */
export const pageAction = Effect.fnUntraced(function* ({ url }: Origin) {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  if (headers["origin"] !== undefined && headers["origin"] !== url.origin) return refused
  const job = /^\/_emulator\/jobs\/(\d+)\/finish$/.exec(url.pathname)?.[1]
  if (job !== undefined) return yield* Effect.as(finish(job), toPage)
  if (url.pathname === "/_emulator/faults") return yield* arm
  if (url.pathname !== "/_emulator/faults/clear") return undefined
  yield* changeState((state) => ({ ...state, faults: [] }))
  return toPage
})
