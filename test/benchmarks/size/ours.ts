/**
 * One call of `getJobDetails`, and nothing else: what a program pays for it, in `byHand.ts` written on Effect alone.
 */
import { getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const connection = (token: string) =>
  ZohoConnection.layer({ dataCenter: "eu", auth: layerAccessToken(Redacted.make(token)) }).pipe(
    Layer.provide(FetchHttpClient.layer),
  )

export const state = (id: string, token: string): Promise<string> =>
  getJobDetails({ kind: "read", id }).pipe(
    Effect.map((job) => job.state),
    Effect.provide(connection(token)),
    Effect.runPromise,
  )
