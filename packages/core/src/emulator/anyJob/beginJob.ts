import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { refuse, wrongForm } from "../answers/refuse.ts"
import type { Fault } from "../model/Fault.ts"
import type { CallbackBody, Fate } from "../model/Job.ts"
import type { Refusal } from "../model/Refusal.ts"
import { jobIdOf } from "../model/ids.ts"
import { isJsonObject, isText, type JsonObject, optionalKey } from "../requests/requestBody.ts"
import { World } from "../world/World.ts"
import { nextNumber } from "../world/currentState.ts"

const fateOf = (fault: Fault | undefined): Fate =>
  fault?.does === "job-fails" ? "fails" : fault?.does === "job-never-ends" ? "never ends" : "completes"

/** What both kinds of job begin with. */
export const beginJob = Effect.fnUntraced(function* (
  version: ApiVersion,
  callback: CallbackBody | undefined,
  fault: Fault | undefined,
) {
  const { settings } = yield* World
  const duration = fault?.does === "job-takes" ? fault.millis : undefined
  return {
    id: jobIdOf(yield* nextNumber),
    version,
    createdAt: yield* Clock.currentTimeMillis,
    duration: duration ?? settings.jobDuration,
    fate: fateOf(fault),
    callback,
  }
})

/** Reads `callback`; its only method is `post` (Zoho's bulk-read and bulk-write pages). */
export const readCallback = Effect.fnUntraced(function* (
  body: JsonObject,
): Effect.fn.Return<CallbackBody | undefined, Refusal> {
  const callback = yield* optionalKey(body, "callback", isJsonObject)
  if (callback === undefined) return undefined
  const url = yield* optionalKey(callback, "url", isText)
  const method = yield* optionalKey(callback, "method", isText)
  if (url === undefined) return yield* wrongForm
  if (!/^https?:\/\/[^\s/]+/.test(url) || !URL.canParse(url)) {
    return yield* refuse("INVALID_CALLBACK_URL", "The callback url is invalid", { url })
  }
  if (method?.toLowerCase() !== "post") {
    const details = { supported_callback_methods: ["post"] }
    return yield* refuse("INVALID_CALLBACK_METHOD", "The callback method is invalid", details)
  }
  return { url, method }
})
