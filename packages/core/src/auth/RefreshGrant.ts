import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describeType } from "../failure/describeValue.ts"
import { InvalidSettings } from "../failure/InvalidSettings.ts"
import { checkParts } from "./checkParts.ts"
import type { TokenUnavailable } from "./TokenUnavailable.ts"

/**
 * The right to access tokens until it is revoked: a client, and a user's consent in the form of a refresh token.
 *
 * **Example** (A grant, as Zoho's API console shows it)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const grant: Auth.RefreshGrant = {
 *   clientId: "1000.CLIENT",
 *   clientSecret: Redacted.make("0123456789abcdef"),
 *   refreshToken: Redacted.make("1000.0123456789abcdef.0123456789abcdef"),
 * }
 * ```
 *
 * **Example** (A client secret that a vault gives)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { Effect, Redacted } from "effect"
 *
 * export const zoho = (readVault: (name: string) => Promise<string>) =>
 *   ZohoConnection.layer({
 *     auth: Auth.refreshToken({
 *       clientId: "1000.CLIENT",
 *       clientSecret: Effect.tryPromise({
 *         try: async () => Redacted.make(await readVault("zoho/client")),
 *         catch: () => new Auth.TokenUnavailable({ problem: "the vault is sealed", remedy: "Unseal it." }),
 *       }),
 *       refreshToken: Redacted.make("1000.0123456789abcdef.0123456789abcdef"),
 *     }),
 *   })
 * ```
 *
 * @category models
 */
export interface RefreshGrant {
  /** The id of the client, as Zoho's API console shows it. */
  readonly clientId: string
  /**
   * The secret of the client, or an effect that gives it: run whenever a token is about to be
   * requested, and at no other time. Its time is a part of the call's, which `callTimeout` limits.
   * Each data centre gives a client its own secret.
   */
  readonly clientSecret: Redacted.Redacted<string> | Effect.Effect<Redacted.Redacted<string>, TokenUnavailable>
  /** The refresh token, which works only in its own data centre. */
  readonly refreshToken: Redacted.Redacted<string>
}

/** The variables of a refresh-token grant; all three are required. */
export const grantVariables = ["ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_REFRESH_TOKEN"] as const

/** The names of the client id, its secret and the refresh token, where a grant came from. */
export type GrantNames = readonly [clientId: string, clientSecret: string, refreshToken: string]

/** Their names in code. */
export const grantKeys = ["clientId", "clientSecret", "refreshToken"] as const satisfies GrantNames &
  ReadonlyArray<keyof RefreshGrant>

/** Fails if a part of the grant is not valid. */
export const checkGrant = (
  grant: RefreshGrant,
  [clientId, clientSecret, refreshToken]: GrantNames,
): Result.Result<void, InvalidSettings> =>
  Predicate.isObject(grant)
    ? checkParts("grant", [
        { name: clientId, value: grant.clientId, isSecret: false },
        // What is asked for is checked when it comes.
        ...(Effect.isEffect(grant.clientSecret)
          ? []
          : [{ name: clientSecret, value: grant.clientSecret, isSecret: true }]),
        { name: refreshToken, value: grant.refreshToken, isSecret: true },
      ])
    : Result.fail(
        new InvalidSettings({
          settings: [clientId, clientSecret, refreshToken],
          reason: "malformed",
          problem: `The grant is ${describeType(grant)}`,
          remedy: `Give it as { ${grantKeys.join(", ")} }.`,
        }),
      )
