import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"

/** Holds the client that is at hand, for effects that send later in somebody else's fiber. */
export const heldClient = Effect.map(HttpClient.HttpClient, (client) =>
  Effect.provideService(HttpClient.HttpClient, client),
)
