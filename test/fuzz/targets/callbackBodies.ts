import { callbackApp, layerSignals } from "@zoho-bulk/core/Callback"
import { Layer, ManagedRuntime, Redacted, Result, Effect } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"
import { parseJson } from "../../../packages/core/src/wire/Json.ts"
import { callbackNotice } from "../../../packages/core/src/wire/callbackNotice.ts"
import { scripted } from "../../support/connected.ts"
import { asBytes, changedBytes, inUtf8 } from "../draw/bytes.ts"
import { changedJsonText } from "../draw/json.ts"
import { endOf } from "../endOf.ts"
import { holds, part, type Target } from "../Target.ts"
import { bodies } from "./jobBodies.ts"

const flat = { job_id: "4150868000005376042", operation: "read", state: "COMPLETED", result: { page: 1 } }

const replies = [200, 400, 403, 405, 503]

const receiver = ManagedRuntime.make(Layer.merge(Layer.orDie(scripted([])), layerSignals()))

/** What anybody posts: a notice for which nobody waits, or a refusal; Zoho is never asked. */
export const callbackBodies: Target = {
  name: "callback-bodies",
  draw: (chance) => {
    const body = inUtf8(changedJsonText(chance, chance.happens(0.5) ? flat : chance.pick(bodies)))
    const query = chance.pick(["?secret=right", "?secret=wrong", "?secret=", "", "?secret=right&secret=wrong"])
    return [query, chance.happens(0.1) ? changedBytes(chance, body) : body]
  },
  check: async (given) => {
    const parsed = parseJson(Buffer.from(part(given, 1), "latin1").toString())
    if (Result.isSuccess(parsed)) callbackNotice(parsed.success)
    const url = `https://hooks.example.com/zoho${part(given, 0)}`
    const request = new Request(URL.canParse(url) ? url : "https://hooks.example.com/", {
      method: "POST",
      body: asBytes(part(given, 1)),
    })
    const reply = callbackApp({ secret: Redacted.make("right") }).pipe(
      Effect.provideService(HttpServerRequest.HttpServerRequest, HttpServerRequest.fromWeb(request)),
      Effect.map((response) => HttpServerResponse.toWeb(response).status),
    )
    const end = await endOf(Effect.provideContext(reply, await receiver.context()))
    holds("value" in end && replies.includes(end.value), "it is answered as none is")
  },
}
