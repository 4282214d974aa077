import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import { checkPath } from "../storage/checkPath.ts"
import { withLock } from "../storage/withLock.ts"
import { writeWhole } from "../storage/writeWhole.ts"
import { readTokenFile, tokenFileText } from "./tokenFile.ts"
import { emptyRecord } from "./TokenRecord.ts"
import { TokenStore } from "./TokenStore.ts"

/**
 * Provides a store in a file that processes share, with a lock beside it.
 *
 * **Details**
 *
 * The file has mode 0600 and is written whole or not at all. One that is not ours is refused, never written over. Runners provide
 * `FileSystem` and `Path` with `layerFiles`.
 *
 * **Example** (One token for all workers of a machine)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * const grant = {
 *   clientId: "1000.CLIENT",
 *   clientSecret: Redacted.make("0123456789abcdef"),
 *   refreshToken: Redacted.make("1000.0123456789abcdef.0123456789abcdef"),
 * }
 *
 * export const zoho = ZohoConnection.layer({
 *   dataCenter: "eu",
 *   auth: Auth.refreshToken(grant, { store: Auth.layerTokenFile("/var/lib/reports/zoho-tokens.json") }),
 * })
 * ```
 *
 * @category layers
 */
export const layerTokenFile = (path: string): Layer.Layer<TokenStore, never, FileSystem.FileSystem | Path.Path> =>
  Layer.effect(
    TokenStore,
    Effect.gen(function* () {
      const context = Context.make(FileSystem.FileSystem, yield* FileSystem.FileSystem).pipe(
        Context.add(Path.Path, yield* Path.Path),
      )
      const records = Effect.andThen(checkPath(path, "keep tokens"), readTokenFile(path))
      return TokenStore.of({
        get: (key) => Effect.map(records, (known) => known[key] ?? emptyRecord).pipe(Effect.provide(context)),
        set: (key, record) =>
          records.pipe(
            Effect.flatMap((known) => writeWhole(path, tokenFileText({ ...known, [key]: record }))),
            Effect.provide(context),
          ),
        exclusively: () => (effect) => Effect.provide(withLock(`${path}.lock`)(effect), context),
      })
    }),
  )
