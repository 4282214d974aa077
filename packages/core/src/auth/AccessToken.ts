import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { InvalidSettings, unreadableConfig } from "../failure/InvalidSettings.ts"

/** How the token is announced in the `Authorization` header: Zoho's own word, or the general one. */
export type TokenScheme = "Zoho-oauthtoken" | "Bearer"

const printable = /^[\x21-\x7e]+$/

const problemWith = (token: string): string | undefined => {
  if (token === "") return "it is empty"
  if (/[\r\n]/.test(token)) return "it has a line break in it"
  return printable.test(token) ? undefined : "it has a character in it that cannot stand in a header"
}

const invalidToken = (problem: string): InvalidSettings =>
  new InvalidSettings({
    settings: [accessTokenVariable],
    problem: `${accessTokenVariable} cannot be an access token: ${problem}`,
    remedy: "Set it to the token alone, as Zoho's reply has it in access_token.",
  })

/** The variable that holds a token which is already there. */
export const accessTokenVariable = "ZOHO_ACCESS_TOKEN"

/** The variables of a refresh-token grant. */
export const grantVariables = ["ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_REFRESH_TOKEN"] as const

/** Reads the token from {@link accessTokenVariable}; a token and a grant side by side contradict each other. */
const tokenFromConfig = Effect.gen(function* () {
  const token = yield* Config.option(Config.Redacted(accessTokenVariable))
  const grant = yield* Effect.filter(grantVariables, (name) =>
    Effect.map(Config.option(Config.Redacted(name)), Option.isSome),
  )
  if (Option.isSome(token) && grant.length > 0) {
    return yield* new InvalidSettings({
      settings: [accessTokenVariable, ...grant],
      problem: `${accessTokenVariable} and ${grant.join(", ")} contradict each other`,
      remedy: "Set either an access token or a refresh-token grant, not both.",
    })
  }
  if (Option.isNone(token)) {
    return yield* new InvalidSettings({
      settings: [accessTokenVariable],
      problem: "There is no access token",
      remedy: `Set ${accessTokenVariable} to a token of your Zoho account.`,
    })
  }
  return token.value
}).pipe(Effect.catchTag("ConfigError", (error) => Effect.fail(unreadableConfig(error))))

/**
 * Says who we are: the access token that goes with every request.
 *
 * @category services
 */
export class AccessToken extends Context.Service<
  AccessToken,
  {
    readonly scheme: TokenScheme
    readonly get: Effect.Effect<Redacted.Redacted<string>>
  }
>()("@zoho-bulk/core/auth/AccessToken") {
  /**
   * Provides a token that you already hold. It is used until Zoho refuses it, an hour after it was made at the latest.
   *
   * **Example** (One token)
   *
   * ```ts
   * import { AccessToken } from "@zoho-bulk/core"
   * import { Redacted } from "effect"
   *
   * export const token = AccessToken.layerStatic(Redacted.make("1000.0123456789abcdef.0123456789abcdef"))
   * ```
   */
  static readonly layerStatic = (
    token: Redacted.Redacted<string>,
    options?: { readonly scheme?: TokenScheme },
  ): Layer.Layer<AccessToken, InvalidSettings> =>
    Layer.effect(
      AccessToken,
      Effect.suspend(() => {
        const problem = problemWith(Redacted.value(token))
        return problem === undefined
          ? Effect.succeed({ scheme: options?.scheme ?? "Zoho-oauthtoken", get: Effect.succeed(token) } as const)
          : Effect.fail(invalidToken(problem))
      }),
    )

  /** Provides the token of `ZOHO_ACCESS_TOKEN`. */
  static readonly layerConfig: Layer.Layer<AccessToken, InvalidSettings> = Layer.unwrap(
    Effect.map(tokenFromConfig, (token) => AccessToken.layerStatic(token)),
  )
}

/** Writes the value of the `Authorization` header. */
export const authorization = (scheme: TokenScheme, token: Redacted.Redacted<string>): string =>
  `${scheme} ${Redacted.value(token)}`

const shortestSecret = 20

/**
 * Takes the token out of an answer that echoes it, so that no error can show it.
 *
 * Zoho's tokens have 70 characters; what is shorter than 20 is no secret, and could be a part of any word.
 */
export const withoutToken = <A extends { readonly body: string }>(answer: A, token: Redacted.Redacted<string>): A => {
  const secret = Redacted.value(token)
  return secret.length >= shortestSecret && answer.body.includes(secret)
    ? { ...answer, body: answer.body.replaceAll(secret, "<access token>") }
    : answer
}
