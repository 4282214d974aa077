import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidSettings } from "../failure/InvalidSettings.ts"
import { AccessToken, accessTokenVariable, type TokenScheme } from "./AccessToken.ts"
import { secretProblem } from "./secretProblem.ts"

/**
 * How an access token is used that you already hold. Every key may be left out.
 *
 * **Example** (A gateway that asks for `Bearer`)
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
  /** How the token is announced in the `Authorization` header; `Zoho-oauthtoken` by default. */
  readonly scheme?: TokenScheme | undefined
}

const notRedacted = (token: unknown): InvalidSettings =>
  new InvalidSettings({
    settings: [accessTokenVariable],
    reason: "malformed",
    problem: `The access token is ${typeof token === "string" ? "a plain string" : describeValue(token)}`,
    remedy: "Wrap it, so that no log can show it: Redacted.make(token).",
  })

const malformed = (problem: string, name: string): InvalidSettings =>
  new InvalidSettings({
    settings: [accessTokenVariable],
    reason: "malformed",
    problem: `${name} cannot be an access token: ${problem}`,
    remedy: "Give the token alone, as Zoho's reply has it in access_token.",
  })

/** Provides a token that is called `name` where it is wrong: as a rule, the variable that holds it. */
export const layerNamedToken = (
  name: string,
  token: Redacted.Redacted<string>,
  { scheme = "Zoho-oauthtoken" }: AccessTokenOptions = {},
): Layer.Layer<AccessToken, InvalidSettings> =>
  Layer.effect(
    AccessToken,
    Effect.suspend(() => {
      if (!Redacted.isRedacted(token)) return Effect.fail(notRedacted(token))
      const problem = secretProblem(Redacted.value(token))
      if (problem !== undefined) return Effect.fail(malformed(problem, name))
      return Effect.succeed(
        AccessToken.of({
          scheme,
          get: Effect.succeed(token),
          replace: () => Effect.succeedNone,
          apiDomain: Effect.succeedNone,
        }),
      )
    }),
  )

/**
 * Provides an access token that you already hold. It is used until Zoho refuses it, an hour after it was made at the latest.
 *
 * Fails with `InvalidSettings` if it cannot be a token: empty, with a line break, or not `Redacted`.
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
): Layer.Layer<AccessToken, InvalidSettings> => layerNamedToken("The token given in code", token, options)
