import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { describeType, describeValue } from "../failure/describeValue.ts"
import { type InvalidSettings, malformedSetting } from "../failure/InvalidSettings.ts"
import { AccessToken, type TokenScheme } from "./AccessToken.ts"
import { secretProblem } from "./secretProblem.ts"

/**
 * Options for an access token that you already have. All keys are optional.
 *
 * **Example** (A gateway that requires `Bearer`)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const options: Auth.AccessTokenOptions = { scheme: "Bearer" }
 * ```
 *
 * @category configuration
 */
export interface AccessTokenOptions {
  /** The word before the token in the `Authorization` header; `Zoho-oauthtoken` by default. */
  readonly scheme?: TokenScheme | undefined
}

const schemes: ReadonlyArray<unknown> = ["Zoho-oauthtoken", "Bearer"] satisfies ReadonlyArray<TokenScheme>

/** The name of a token that is not in a variable. */
const inCode = "token"

const problemOf = (
  name: string,
  token: Redacted.Redacted<string>,
  options: AccessTokenOptions,
): InvalidSettings | undefined => {
  const said = name === inCode ? "The token given in code" : name
  if (!Redacted.isRedacted(token)) {
    const problem = `${said} is ${describeType(token)}`
    return malformedSetting(name, problem, "Wrap it, so that no log can show it: Redacted.make(token).")
  }
  const secret: unknown = Redacted.value(token)
  const problem = typeof secret === "string" ? secretProblem(secret) : `it is ${describeValue(secret)}`
  if (problem !== undefined) {
    const remedy = "Give only the token: the access_token in Zoho's reply."
    return malformedSetting(name, `${said} is not a valid access token: ${problem}`, remedy)
  }
  if (!Predicate.isObject(options)) {
    return malformedSetting("options", `The options object is ${describeType(options)}`, 'Give { scheme: "Bearer" }.')
  }
  const { scheme } = options
  return scheme === undefined || schemes.includes(scheme)
    ? undefined
    : malformedSetting("scheme", `scheme is ${describeValue(scheme)}`, `Use one of: ${schemes.join(", ")}.`)
}

/** Provides a token that error messages call `name`: usually the variable that holds it. */
export const layerNamedToken = (
  name: string,
  token: Redacted.Redacted<string>,
  options: AccessTokenOptions = {},
): Layer.Layer<AccessToken, InvalidSettings> =>
  Layer.effect(
    AccessToken,
    Effect.suspend(() => {
      const problem = problemOf(name, token, options)
      if (problem !== undefined) return Effect.fail(problem)
      return Effect.succeed(
        AccessToken.of({
          scheme: options.scheme ?? "Zoho-oauthtoken",
          get: Effect.succeed(token),
          replace: () => Effect.succeedNone,
          apiDomain: Effect.succeedNone,
        }),
      )
    }),
  )

/**
 * Provides an access token that you already have. It is used until Zoho refuses it, at the latest an hour after it was
 * issued.
 *
 * Fails with `InvalidSettings` if it is not a valid token: empty, with a line break, or not `Redacted`.
 *
 * **Example** (One token)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const zoho = ZohoConnection.layer({
 *   dataCenter: "eu",
 *   auth: Auth.layerAccessToken(Redacted.make("1000.0123456789abcdef.0123456789abcdef")),
 * })
 * ```
 *
 * @category layers
 */
export const layerAccessToken = (
  token: Redacted.Redacted<string>,
  options: AccessTokenOptions = {},
): Layer.Layer<AccessToken, InvalidSettings> => layerNamedToken(inCode, token, options)
