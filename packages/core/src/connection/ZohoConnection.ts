import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { AccessToken } from "../auth/AccessToken.ts"
import type { TokenSource } from "../auth/TokenSource.ts"
import { describeType, describeValue } from "../failure/describeValue.ts"
import { type InvalidSettings, malformedSetting } from "../failure/InvalidSettings.ts"
import type { Settings } from "../settings/Settings.ts"
import { Zlib } from "../formats/Zlib.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { resolveOptions, type SettingsOptions } from "../settings/SettingsOptions.ts"
import type { Connection } from "./Connection.ts"
import { makeConnection } from "./makeConnection.ts"

/**
 * Where a connection leads, and how it gets its access tokens.
 *
 * **Example** (A program's own connection)
 *
 * ```ts
 * import { type Settings, ZohoConnection } from "@zoho-bulk/core"
 *
 * export const patient = <E, R>(options: Settings.ConnectionOptions<E, R>) =>
 *   ZohoConnection.layer({ maxConcurrency: 2, ...options })
 * ```
 *
 * @category configuration
 */
export interface ConnectionOptions<E = never, R = never> extends SettingsOptions {
  /** The source of access tokens. Without it, the layer requires an `AccessToken`. */
  readonly auth?: TokenSource<E, R> | Layer.Layer<AccessToken, E, R> | undefined
}

/**
 * A patient line to one Zoho organisation: it knows the hosts, brings the token, and tries again if that can help.
 *
 * **Details**
 *
 * Nothing is global: two organisations in one process are two layers.
 *
 * **Gotchas**
 *
 * Build the layer once and share it: two connections to one organisation do not see each other's pauses, and send twice
 * as many calls at once. Its `HttpClient` must not retry by itself: the connection does, and it alone knows what may be
 * sent twice.
 *
 * **Example** (API credits left today)
 *
 * ```ts
 * import { ZohoConnection } from "@zoho-bulk/core"
 *
 * export const creditsLeft = ZohoConnection.use(({ creditsRemaining }) => creditsRemaining)
 * ```
 *
 * @category services
 */
export class ZohoConnection extends Context.Service<ZohoConnection, Connection>()(
  "@zoho-bulk/core/connection/ZohoConnection",
) {
  /**
   * Provides a connection with settings given in code.
   *
   * **Details**
   *
   * A setting that is not valid, or contradicts another, fails the layer with `InvalidSettings`; nothing is sent. The
   * `HttpClient` comes from a runner (`layerHttpClient`), from an emulator, or is any of Effect's that does not retry
   * by itself.
   *
   * **Example** (An organisation in Europe, on Node)
   *
   * ```ts
   * import { Auth, ZohoConnection } from "@zoho-bulk/core"
   * import { layerHttpClient } from "@zoho-bulk/node-runner"
   * import { Layer, Redacted } from "effect"
   *
   * export const europe = ZohoConnection.layer({
   *   dataCenter: "eu",
   *   auth: Auth.layerAccessToken(Redacted.make("1000.0123456789abcdef.0123456789abcdef")),
   * }).pipe(Layer.provide(layerHttpClient))
   * ```
   */
  static readonly layer = <E = never, R = AccessToken>(
    options: ConnectionOptions<E, R> = {},
  ): Layer.Layer<ZohoConnection, InvalidSettings | E, R | HttpClient.HttpClient> =>
    Layer.unwrap(
      Effect.gen(function* () {
        const { auth, ...others } = yield* Effect.fromResult(readObject(options))
        const settings = yield* Effect.fromResult(resolveOptions(others))
        if (auth === undefined)
          return layerSettings(settings) as Layer.Layer<ZohoConnection, E, R | HttpClient.HttpClient>
        return Layer.provide(layerSettings(settings), yield* Effect.fromResult(readAuth(auth, settings)))
      }),
    )
}

/** Options that are not an object have no `auth` either; reading the settings reports what is wrong with them. */
const readObject = <E, R>(options: ConnectionOptions<E, R>): Result.Result<ConnectionOptions<E, R>, InvalidSettings> =>
  Predicate.isObject(options) ? Result.succeed(options) : Result.map(resolveOptions(options), () => ({}))

const wrongAuth = (problem: string): InvalidSettings =>
  malformedSetting(
    "auth",
    problem,
    "Give Auth.layerAccessToken(token), Auth.refreshToken(grant), Auth.fromConfig(), or a layer of AccessToken.",
  )

/** Programs without types may pass anything: a bare token, or a function that does not return a layer. */
const readAuth = <E, R>(
  auth: NonNullable<ConnectionOptions<E, R>["auth"]>,
  settings: Settings,
): Result.Result<Layer.Layer<AccessToken, E, R>, InvalidSettings> => {
  if (typeof auth !== "function") {
    if (Layer.isLayer(auth)) return Result.succeed(auth)
    return Result.fail(wrongAuth(`auth is ${describeType(auth)}`))
  }
  return Result.try({
    try: () => auth(settings),
    catch: (error) =>
      wrongAuth(`auth is a function that throws ${Predicate.isError(error) ? error : describeValue(error)}`),
  }).pipe(
    Result.filterOrFail(Layer.isLayer, (layer) =>
      wrongAuth(`auth is a function that returns ${describeValue(layer)}, not a layer`),
    ),
  )
}

/**
 * Provides a connection with already resolved settings.
 *
 * **Example** (Settings that were checked first)
 *
 * ```ts
 * import { Auth, Settings } from "@zoho-bulk/core"
 * import { layerSettings } from "@zoho-bulk/core/runtime"
 * import { Effect, Layer } from "effect"
 *
 * export const zoho = Effect.fromResult(Settings.resolve({ dataCenter: "eu" })).pipe(
 *   Effect.map((settings) => Layer.provide(layerSettings(settings), Auth.fromConfig()(settings))),
 *   Layer.unwrap,
 * )
 * ```
 *
 * @category layers
 */
export const layerSettings = (
  settings: Settings,
): Layer.Layer<ZohoConnection, never, AccessToken | HttpClient.HttpClient> =>
  Layer.effectContext(
    Effect.gen(function* () {
      return Context.make(ZohoConnection, yield* makeConnection(settings)).pipe(
        Context.add(CurrentLimits, yield* CurrentLimits),
        Context.add(Zlib, yield* Zlib),
      )
    }),
  )
