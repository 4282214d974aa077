import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { jobHeaders, jobText } from "./recordedJob.ts"

/** Has the answer at once to whatever is asked. */
export const clientInMemory = HttpClient.make((request) =>
  Effect.sync(() => HttpClientResponse.fromWeb(request, new Response(jobText, { headers: jobHeaders }))),
)

/** A connection by a client. */
export const inMemoryBy = (client: HttpClient.HttpClient) =>
  ZohoConnection.layer({ auth: layerAccessToken(Redacted.make("1000.5ec2e75ec2e75ec2e7.70cea70cea70cea7")) }).pipe(
    Layer.provide(Layer.succeed(HttpClient.HttpClient, client)),
  )

/** A program that is connected to what has the answer at once. */
export const inMemory = () => ManagedRuntime.make(inMemoryBy(clientInMemory))

/** What every request to Zoho says of itself. */
export const requestHeaders = {
  accept: "application/json",
  authorization: "Zoho-oauthtoken 1000.5ec2e75ec2e75ec2e7.70cea70cea70cea7",
}
