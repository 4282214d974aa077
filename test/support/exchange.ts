import { Effect, type Schema } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"

/** An answer as it comes over the wire. */
export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Sends a request as it stands, past everything of ours, and reads its answer. */
export const exchange = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Effect.Effect<Received, unknown, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const request = HttpClientRequest.make(method as "GET")(url, { headers })
    const response = yield* client.execute(request)
    return { status: response.status, headers: { ...response.headers }, text: yield* response.text }
  })

/** What is in an answer that is JSON. */
export const bodyOf = ({ text }: Received): Schema.Json => JSON.parse(text)
