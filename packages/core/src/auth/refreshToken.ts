import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { describeType, describeValue } from "../failure/describeValue.ts"
import { didYouMean, misspeltKey } from "../domain/didYouMean.ts"
import { InvalidSettings } from "../failure/InvalidSettings.ts"
import { AccessToken } from "./AccessToken.ts"
import { layerProcessMemory } from "./layerTokenMemory.ts"
import { makeRefreshingToken } from "./refreshingToken.ts"
import { checkGrant, grantKeys, type GrantNames, type RefreshGrant } from "./RefreshGrant.ts"
import type { TokenSource } from "./TokenSource.ts"
import type { TokenStore } from "./TokenStore.ts"

/**
 * Where the tokens of a grant are stored. All keys are optional.
 *
 * **Example** (One token for all workers of a machine)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 *
 * const options = {
 *   store: Auth.layerTokenFile("/var/lib/reports/zoho-tokens.json"),
 * } satisfies Auth.RefreshOptions<never, unknown>
 *
 * export const auth = Auth.fromConfig(options)
 * ```
 *
 * @category configuration
 */
export interface RefreshOptions<E = never, R = never> {
  /** Stores tokens and counts requests for them; in the memory of the process by default. */
  readonly store?: Layer.Layer<TokenStore, E, R> | undefined
}

const invalid = (setting: string, reason: "malformed" | "unknown", problem: string, meant = ""): InvalidSettings => {
  const remedy = `${meant}Give { store: Auth.layerTokenFile(path) }, another layer of TokenStore, or leave it out.`
  return new InvalidSettings({ settings: [setting], reason, problem, remedy })
}

/** Programs without types may misspell the store, or pass something that is not a layer. */
export const checkRefreshOptions = <E, R>(
  options: RefreshOptions<E, R>,
): Result.Result<RefreshOptions<E, R>, InvalidSettings> => {
  if (!Predicate.isObject(options) || Layer.isLayer(options)) {
    const found = Layer.isLayer(options) ? "a layer" : describeType(options)
    return Result.fail(invalid("options", "malformed", `The options object is ${found}`))
  }
  const misspelt = misspeltKey(options, ["store"])
  if (misspelt !== undefined) {
    const problem = `${misspelt} is not an option of a grant`
    return Result.fail(invalid(misspelt, "unknown", problem, didYouMean(misspelt, ["store"])))
  }
  const { store } = options
  return store === undefined || Layer.isLayer(store)
    ? Result.succeed(options)
    : Result.fail(invalid("store", "malformed", `store is ${describeValue(store)}, not a layer`))
}

/** Makes access tokens from a refresh token; error messages call the parts of its grant by `names`. */
export const refreshNamedToken =
  <E, R>(
    names: GrantNames,
    grant: RefreshGrant,
    options: RefreshOptions<E, R>,
  ): TokenSource<InvalidSettings | E, HttpClient.HttpClient | R> =>
  (issuer) =>
    Layer.unwrap(
      Effect.gen(function* () {
        yield* Effect.fromResult(checkGrant(grant, names))
        const { store } = yield* Effect.fromResult(checkRefreshOptions(options))
        const token = Effect.map(makeRefreshingToken(grant, issuer), (refreshing) =>
          AccessToken.of({ scheme: "Zoho-oauthtoken", ...refreshing }),
        )
        return Layer.provide(
          Layer.effect(AccessToken, token),
          store ?? (layerProcessMemory as Layer.Layer<TokenStore, E, R>),
        )
      }),
    )

/**
 * Makes access tokens from a refresh token: renewed a minute before they expire, and when Zoho refuses one.
 *
 * **Details**
 *
 * However many calls wait for a token, there is one request. At most ten requests are made in ten minutes, because Zoho
 * locks out a grant that asks for more; after that calls fail with `TokenBudgetSpent`, which states when to try again.
 * The count applies to the whole process, and to all that share a `store`.
 *
 * **Gotchas**
 *
 * Build the connection once and share it, with `ManagedRuntime` or one `Layer` for the program.
 *
 * **Example** (A grant of an organisation in Europe)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const zoho = ZohoConnection.layer({
 *   dataCenter: "eu",
 *   auth: Auth.refreshToken({
 *     clientId: "1000.CLIENT",
 *     clientSecret: Redacted.make("0123456789abcdef"),
 *     refreshToken: Redacted.make("1000.0123456789abcdef.0123456789abcdef"),
 *   }),
 * })
 * ```
 *
 * @category layers
 */
export const refreshToken = <E = never, R = never>(
  grant: RefreshGrant,
  options: RefreshOptions<E, R> = {},
): TokenSource<InvalidSettings | E, HttpClient.HttpClient | R> => refreshNamedToken(grantKeys, grant, options)
