/**
 * A program for a place that has web globals and nothing else.
 */
import { AccessToken, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Layer, Redacted } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"

const zoho = ZohoConnection.layer({ dataCenter: "eu" }).pipe(
  Layer.provide(AccessToken.layerStatic(Redacted.make("token"))),
  Layer.provide(FetchHttpClient.layer),
)

export const stateOf = (id: string): Promise<string> =>
  Effect.runPromise(
    getJobDetails({ kind: "read", id }).pipe(
      Effect.map(({ state }) => state),
      Effect.provide(zoho),
    ),
  )
