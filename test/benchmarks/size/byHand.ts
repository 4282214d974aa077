/**
 * What `ours.ts` does, written on Effect alone: one call, with a schema, tries and a time limit.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"

const Details = Schema.Struct({
  data: Schema.NonEmptyArray(
    Schema.Struct({
      id: Schema.String,
      state: Schema.String,
      created_time: Schema.String,
      result: Schema.optionalKey(
        Schema.Struct({
          count: Schema.optionalKey(Schema.Int),
          download_url: Schema.optionalKey(Schema.String),
          more_records: Schema.optionalKey(Schema.Boolean),
        }),
      ),
    }),
  ),
})

const getState = (id: string, token: string) =>
  Effect.gen(function* () {
    const client = HttpClient.filterStatusOk(yield* HttpClient.HttpClient)
    const request = HttpClientRequest.get(`https://www.zohoapis.eu/crm/bulk/v8/read/${id}`).pipe(
      HttpClientRequest.setHeader("authorization", `Zoho-oauthtoken ${token}`),
    )
    const response = yield* client.execute(request)
    const { data } = yield* HttpClientResponse.schemaBodyJson(Details)(response)
    return data[0].state
  }).pipe(
    Effect.timeout(Duration.seconds(10)),
    Effect.retry({ schedule: Schedule.jittered(Schedule.exponential("500 millis")), times: 4 }),
    Effect.timeout(Duration.seconds(30)),
  )

export const state = (id: string, token: string): Promise<string> =>
  Effect.runPromise(Effect.provide(getState(id, token), FetchHttpClient.layer))
