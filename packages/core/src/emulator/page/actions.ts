import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Origin } from "../requests/origin.ts"
import { changeState, withEntry } from "../world/currentState.ts"
import { armFaults } from "./armFaults.ts"
import { moveClock } from "./moveClock.ts"
import { toPage } from "./toPage.ts"

const refused = HttpServerResponse.text("Only the emulator's own page may do this.\n", { status: 403 })

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

/** Does what a button of the page asks for; a page of somebody else's may press none. */
export const pageAction = Effect.fnUntraced(function* ({ url }: Origin) {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  if (headers["origin"] !== undefined && headers["origin"] !== url.origin) return refused
  const job = /^\/_emulator\/jobs\/(\d+)\/finish$/.exec(url.pathname)?.[1]
  if (job !== undefined) return yield* Effect.as(finish(job), toPage)
  if (url.pathname === "/_emulator/faults") return yield* armFaults
  if (url.pathname === "/_emulator/clock") return yield* moveClock
  if (url.pathname !== "/_emulator/faults/clear") return undefined
  yield* changeState((state) => ({ ...state, faults: [] }))
  return toPage
})
