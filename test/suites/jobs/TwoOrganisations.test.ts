import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect } from "effect"
import { empty, json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { readBody } from "../../support/samples.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { within } from "../../support/time.ts"

const details = getJobDetails({ kind: "read", id: "1" })
const job = json(readBody())

const sent = Effect.map(sentRequests, (requests) =>
  requests.map(({ at, headers, url }) => `${at} ${new URL(url).host} ${headers["authorization"]}`),
)

describe("two organisations in one process", () => {
  it.effect("have each their own hosts, token and gate", () =>
    Effect.gen(function* () {
      const india = Effect.andThen(details, sent).pipe(
        Effect.provide(
          scripted([empty(429, { "retry-after": "9" }), job], {
            settings: { dataCenter: "in" },
            token: "token-of-india",
          }),
        ),
      )
      const canada = Effect.gen(function* () {
        yield* Effect.all([details, Effect.delay(details, "2 seconds")], { concurrency: 2 })
        return yield* sent
      }).pipe(Effect.provide(scripted([job, job], { settings: { dataCenter: "ca" }, token: "token-of-canada" })))
      const [ofIndia, ofCanada] = yield* Effect.all([india, canada], { concurrency: 2 }).pipe(within(60_000))
      assert.deepStrictEqual(ofIndia, [
        "0 www.zohoapis.in Zoho-oauthtoken token-of-india",
        "9000 www.zohoapis.in Zoho-oauthtoken token-of-india",
      ])
      assert.deepStrictEqual(ofCanada, [
        "0 www.zohoapis.ca Zoho-oauthtoken token-of-canada",
        "2000 www.zohoapis.ca Zoho-oauthtoken token-of-canada",
      ])
    }),
  )
})
