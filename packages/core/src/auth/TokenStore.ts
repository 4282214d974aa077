import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import type { TokenRecord } from "./TokenRecord.ts"

/**
 * Stores access tokens and counts the requests for them. `key` names a grant without revealing anything of it.
 *
 * **When to use**
 *
 * Pass one to `Auth.refreshToken`: `Auth.layerTokenFile` if several processes use one grant, or your own, such as a
 * table. Without it all connections of a process share one in memory.
 *
 * **Details**
 *
 * `set` is only called inside `exclusively` with the same key.
 *
 * **Example** (A store that logs every renewal)
 *
 * ```ts
 * import { Auth, TokenStore } from "@zoho-bulk/core"
 * import { Effect, Layer } from "effect"
 *
 * const logged = Effect.map(TokenStore, (store) =>
 *   TokenStore.of({
 *     ...store,
 *     set: (key, record) => Effect.andThen(store.set(key, record), Effect.log("token renewed")),
 *   }),
 * )
 *
 * export const store = Layer.provide(Layer.effect(TokenStore, logged), Auth.layerTokenMemory())
 * ```
 *
 * @category services
 */
export class TokenStore extends Context.Service<
  TokenStore,
  {
    /** Returns the record of a grant; `{ requestedAt: [] }` for a new one. */
    readonly get: (key: string) => Effect.Effect<TokenRecord, StorageFailed>
    /** Stores a record, replacing the previous one. */
    readonly set: (key: string, record: TokenRecord) => Effect.Effect<void, StorageFailed>
    /** Runs an effect while nobody else who shares this store runs one for the same key. */
    readonly exclusively: (
      key: string,
    ) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | StorageFailed, R>
  }
>()("@zoho-bulk/core/auth/TokenStore") {}
