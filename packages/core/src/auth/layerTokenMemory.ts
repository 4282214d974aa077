import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { emptyRecord, type TokenRecord } from "./TokenRecord.ts"
import { TokenStore } from "./TokenStore.ts"

const makeMemory = (): TokenStore["Service"] => {
  const records = new Map<string, TokenRecord>()
  const locks = new Map<string, Semaphore.Semaphore>()
  const lockOf = (key: string): Semaphore.Semaphore => {
    const lock = locks.get(key) ?? Semaphore.makeUnsafe(1)
    locks.set(key, lock)
    return lock
  }
  return {
    get: (key) => Effect.sync(() => records.get(key) ?? emptyRecord),
    set: (key, record) => Effect.sync(() => void records.set(key, record)),
    exclusively: (key) => Semaphore.withPermit(lockOf(key)),
  }
}

/**
 * Provides a separate store in memory, for the connections of one process that share this layer.
 *
 * **When to use**
 *
 * Use it in tests, to start without tokens: without a store, all connections of a process share one.
 *
 * **Example** (A test that starts without tokens)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * const emulator = Redacted.make("emulator")
 * const grant = { clientId: "emulator", clientSecret: emulator, refreshToken: emulator }
 *
 * export const zoho = () => ZohoConnection.layer({ auth: Auth.refreshToken(grant, { store: Auth.layerTokenMemory() }) })
 * ```
 *
 * @category layers
 */
export const layerTokenMemory = (): Layer.Layer<TokenStore> => Layer.sync(TokenStore, makeMemory)

/** Times of one clock mean nothing to another: tests with their own clock share nothing with the process. */
const memories = new WeakMap<Clock.Clock, TokenStore["Service"]>()

/**
 * Provides the store in memory that a whole process shares, so that Zoho's limit on tokens holds across connections
 * that are built again.
 */
export const layerProcessMemory: Layer.Layer<TokenStore> = Layer.effect(
  TokenStore,
  Effect.map(Clock.Clock, (clock) => {
    const memory = memories.get(clock) ?? makeMemory()
    memories.set(clock, memory)
    return memory
  }),
)
