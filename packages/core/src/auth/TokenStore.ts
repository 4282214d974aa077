import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Semaphore from "effect/Semaphore"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { withLock } from "../storage/withLock.ts"
import { writeWhole } from "../storage/writeWhole.ts"
import { readTokenFile, tokenFileText } from "./tokenFile.ts"
import { emptyRecord, type TokenRecord } from "./TokenRecord.ts"

/**
 * Where tokens rest between requests. `key` names a grant and gives nothing of it away.
 *
 * **Details**
 *
 * `set` is only called inside `exclusively`, of the same key.
 *
 * @category models
 */
export interface TokenPlace {
  /** Gives what is kept of a grant; of a new one, an empty record. */
  readonly get: (key: string) => Effect.Effect<TokenRecord, StorageFailed>
  readonly set: (key: string, record: TokenRecord) => Effect.Effect<void, StorageFailed>
  /** Runs an effect while nobody else who shares this place runs one for the same key. */
  readonly exclusively: (
    key: string,
  ) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | StorageFailed, R>
}

/** A place in this process, for as long as it runs. */
export const memoryPlace = (): TokenPlace => {
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

const filePlace = (path: string) =>
  Effect.gen(function* () {
    const context = Context.make(FileSystem.FileSystem, yield* FileSystem.FileSystem).pipe(
      Context.add(Path.Path, yield* Path.Path),
    )
    return TokenStore.of({
      get: (key) =>
        Effect.map(readTokenFile(path), (records) => records[key] ?? emptyRecord).pipe(Effect.provide(context)),
      set: (key, record) =>
        readTokenFile(path).pipe(
          Effect.flatMap((records) => writeWhole(path, tokenFileText({ ...records, [key]: record }))),
          Effect.provide(context),
        ),
      exclusively: () => (effect) => Effect.provide(withLock(`${path}.lock`)(effect), context),
    })
  })

/**
 * Keeps tokens, and counts the requests for them. Without this service, each connection keeps its own in memory.
 *
 * @category services
 */
export class TokenStore extends Context.Service<TokenStore, TokenPlace>()("@zoho-bulk/core/auth/TokenStore") {
  /** Provides a place in memory, for connections of one process that share a grant. */
  static readonly layerMemory: Layer.Layer<TokenStore> = Layer.sync(TokenStore, memoryPlace)

  /**
   * Provides a place in a file that processes share, with a lock beside it.
   *
   * **Details**
   *
   * The file has mode 0600 and is written whole or not at all. One that is not ours is refused, never written over.
   *
   * **Example** (One token for all workers of a machine)
   *
   * ```ts
   * import { AccessToken, TokenStore } from "@zoho-bulk/core"
   * import { Layer, Redacted } from "effect"
   *
   * export const token = AccessToken.layerRefreshing({
   *   clientId: "1000.CLIENT",
   *   clientSecret: Redacted.make("…"),
   *   refreshToken: Redacted.make("1000.…"),
   * }).pipe(Layer.provide(TokenStore.layerFile("/var/lib/reports/zoho-tokens.json")))
   * ```
   */
  static readonly layerFile = (path: string): Layer.Layer<TokenStore, never, FileSystem.FileSystem | Path.Path> =>
    Layer.effect(TokenStore, filePlace(path))
}
