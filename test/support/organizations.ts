import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken, refreshToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import type { SettingsOptions } from "@zoho-bulk/core/Settings"
import { Context, Effect, Layer, Redacted } from "effect"
import { HttpClient } from "effect/http"

const secret = Redacted.make("emulator")

const ofGrant = () => refreshToken({ clientId: "emulator", clientSecret: secret, refreshToken: secret })

/** An emulated organisation, and connections to it: by a given access token, or by one that a grant gets. */
export const organization = Effect.fnUntraced(function* (options: Emulator.EmulatorOptions = {}) {
  const context = yield* Layer.build(Layer.orDie(Emulator.layer({ jobDuration: 0, ...options })))
  const emulator = Context.get(context, Emulator.Emulator)
  const http = Layer.succeed(HttpClient.HttpClient, emulator.httpClient)
  const given = (settings: SettingsOptions = {}) =>
    ZohoConnection.layer(settings).pipe(Layer.provide(layerAccessToken(secret)), Layer.provide(http), Layer.orDie)
  const granted = (settings: SettingsOptions = {}) =>
    ZohoConnection.layer({ ...settings, auth: ofGrant() }).pipe(Layer.provide(http), Layer.orDie)
  return { emulator, given, granted, requests: Effect.map(emulator.report, ({ requests }) => requests.length) }
})
