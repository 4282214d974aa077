/**
 * A program for a place that has web globals and nothing else.
 */
import { Auth, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Layer, Redacted } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"

const auth = Auth.layerAccessToken(Redacted.make("token"))
const zoho = Layer.provide(ZohoConnection.layer({ dataCenter: "eu", auth }), FetchHttpClient.layer)

export const stateOf = (id: string): Promise<string> =>
  Effect.runPromise(
    getJobDetails({ kind: "read", id }).pipe(
      Effect.map(({ state }) => state),
      Effect.provide(zoho),
    ),
  )
