import * as Clock from "effect/Clock"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import { AccessToken, authorization, withoutToken } from "../auth/AccessToken.ts"
import { CurrentLimits } from "../domain/Limits.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { type Answer, fromAnswer } from "../failure/fromAnswer.ts"
import { type InvalidSettings, unreadableConfig } from "../failure/InvalidSettings.ts"
import { CallDeadline, withCallDeadline } from "../transport/CallDeadline.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { send } from "../transport/send.ts"
import type { Operation } from "../wire/Operation.ts"
import { outgoingRequest, type RequestDetails } from "./outgoingRequest.ts"
import { CurrentRetryPolicy, untilDeadline } from "./RetryPolicy.ts"
import { resolveSettings, type Settings } from "./Settings.ts"
import { settingKeys, settingNames, type SettingsInput } from "./settingNames.ts"
import { fromOptions, fromVariables } from "./SettingsLevel.ts"
import { attribute, callAttributes, codeAttribute, spanName } from "./telemetry.ts"

/** An answer that Zoho gave gladly: parsed, and as it came. */
export interface Reply {
  readonly request: OutgoingRequest
  readonly answer: Answer
  readonly json: Schema.Json
}

/**
 * A patient line to one Zoho organisation: it knows the hosts, brings the token, and tries again where that can help.
 *
 * **Details**
 *
 * Nothing is global: two organisations in one process are two layers.
 *
 * @category services
 */
export class ZohoConnection extends Context.Service<
  ZohoConnection,
  {
    readonly settings: Settings
    /** Performs an operation that may be sent again, retries included. */
    readonly call: (operation: Operation, details: RequestDetails) => Effect.Effect<Reply, CallFailure>
  }
>()("@zoho-bulk/core/connection/ZohoConnection") {
  /**
   * Provides a connection with settings that are already read.
   */
  static readonly layerSettings = (
    settings: Settings,
  ): Layer.Layer<ZohoConnection, never, AccessToken | HttpClient.HttpClient> =>
    Layer.effect(ZohoConnection, make(settings))

  /**
   * Provides a connection with settings given in code; what is left out has the defaults of the settings table.
   *
   * **Example** (An organisation in Europe)
   *
   * ```ts
   * import { ZohoConnection } from "@zoho-bulk/core"
   *
   * export const europe = ZohoConnection.layer({ dataCenter: "eu", apiVersion: "v8" })
   * ```
   */
  static readonly layer = (
    options: SettingsInput = {},
  ): Layer.Layer<ZohoConnection, InvalidSettings, AccessToken | HttpClient.HttpClient> =>
    Layer.unwrap(Effect.map(Effect.fromResult(resolveSettings([fromOptions(options)])), ZohoConnection.layerSettings))

  /**
   * Provides a connection and its token from environment variables: `ZOHO_ACCESS_TOKEN`, `ZOHO_DATA_CENTER` and so on.
   */
  static readonly layerConfig: Layer.Layer<ZohoConnection, InvalidSettings, HttpClient.HttpClient> = Layer.unwrap(
    Effect.gen(function* () {
      const variables = fromVariables(yield* settingsFromConfig)
      return ZohoConnection.layerSettings(yield* Effect.fromResult(resolveSettings([variables])))
    }),
  ).pipe(Layer.provide(AccessToken.layerConfig))
}

/** Reads the variables of all settings, unset ones included, without making anything of them. */
export const settingsFromConfig: Effect.Effect<SettingsInput, InvalidSettings> = Config.all(
  Object.fromEntries(
    settingKeys.map((key) => [
      key,
      Config.map(Config.option(Config.String(settingNames[key].variable)), Option.getOrUndefined),
    ]),
  ),
).pipe(Effect.mapError(unreadableConfig))

const make = Effect.fnUntraced(function* (settings: Settings) {
  const client = yield* HttpClient.HttpClient
  const token = yield* AccessToken

  const attempt = Effect.fnUntraced(
    function* (request: OutgoingRequest) {
      const held = yield* token.get
      const headers = { ...request.headers, authorization: authorization(token.scheme, held) }
      const answer = withoutToken(yield* send({ ...request, headers }), held)
      yield* Effect.annotateCurrentSpan(attribute.status, answer.status)
      const json = yield* Effect.fromResult(fromAnswer(request.context, answer, yield* CurrentLimits))
      return { request, answer, json }
    },
    Effect.provideService(HttpClient.HttpClient, client),
  )

  const withRetries = Effect.fnUntraced(function* (request: OutgoingRequest) {
    const policy = yield* CurrentRetryPolicy
    const deadline = (yield* CallDeadline) ?? (yield* Clock.currentTimeMillis)
    let tries = 0
    return yield* Effect.suspend(() => {
      tries++
      return attempt(request)
    }).pipe(
      Effect.tapError((failure) => Effect.logDebug(`zoho-bulk: try ${tries}: ${failure.summary}`)),
      Effect.retry(untilDeadline(policy, deadline)),
      Effect.tapError(({ _tag, code }) =>
        Effect.annotateCurrentSpan({ [attribute.failure]: _tag, ...codeAttribute(code) }),
      ),
      Effect.ensuring(Effect.suspend(() => Effect.annotateCurrentSpan(attribute.tries, tries))),
    )
  }, withCallDeadline)

  return ZohoConnection.of({
    settings,
    call: (operation, details) => {
      const request = outgoingRequest(settings, operation, details)
      return Effect.withSpan(withRetries(request), spanName(request), {
        kind: "client",
        attributes: callAttributes(request),
      })
    },
  })
})
