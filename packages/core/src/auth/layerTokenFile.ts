import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import type * as Path from "effect/Path"
import { holdFile } from "../storage/changeFile.ts"
import { checkPath } from "../storage/checkPath.ts"
import { changeTokenFile, readTokenFile } from "./tokenFile.ts"
import { emptyRecord } from "./TokenRecord.ts"
import { TokenStore } from "./TokenStore.ts"
import { own } from "../domain/own.ts"

/**
 * Provides a store in a file that processes share, with a lock next to it.
 *
 * **Details**
 *
 * The file has mode 0600 and is written atomically. An unreadable file is never overwritten: it is set aside under a
 * name that ends in `.damaged`, a warning is logged, and new tokens are requested. Runners provide `FileSystem` and
 * `Path` with `layerFiles`.
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
      const files = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
      const check = checkPath(path, "store tokens")
      return TokenStore.of({
        get: (key) =>
          Effect.andThen(check, readTokenFile(path)).pipe(
            Effect.map((known) => own(known, key) ?? emptyRecord),
            Effect.provide(files),
          ),
        set: (key, record) =>
          Effect.andThen(
            check,
            changeTokenFile(path, (known) => ({ ...known, [key]: record })),
          ).pipe(Effect.provide(files)),
        exclusively: () => (effect) => Effect.provide(holdFile(path)(effect), files),
      })
    }),
  )
