import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { keepBytes } from "../storage/keepBytes.ts"
import { uniqueName } from "../storage/uniqueName.ts"

/**
 * Where a result is put before its rows are read, so that a download that breaks can be taken again without anybody noticing.
 *
 * **When to use**
 *
 * Without it, rows are read as the bytes come: a download that breaks is taken again only while no row has gone out.
 *
 * @category services
 */
export class ResultStaging extends Context.Service<
  ResultStaging,
  {
    /** Keeps bytes until the scope closes. */
    readonly keep: <E>(
      bytes: Stream.Stream<Uint8Array, E>,
    ) => Effect.Effect<Stream.Stream<Uint8Array, StorageFailed>, E | StorageFailed, Scope.Scope>
  }
>()("@zoho-bulk/core/results/ResultStaging") {
  /** Provides staging in files of a folder, which is made if need be; each is removed after use. */
  static readonly layerFolder = (
    folder: string,
  ): Layer.Layer<ResultStaging, never, FileSystem.FileSystem | Path.Path> =>
    Layer.effect(
      ResultStaging,
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const path = yield* Path.Path
        const context = Context.make(FileSystem.FileSystem, fs).pipe(Context.add(Path.Path, path))
        return ResultStaging.of({
          keep: (bytes) =>
            Effect.gen(function* () {
              const file = path.join(folder, `${yield* uniqueName}.zip`)
              yield* Effect.addFinalizer(() => Effect.ignore(fs.remove(file, { force: true })))
              return Stream.provideContext(yield* keepBytes(file, bytes), context)
            }).pipe(Effect.provide(context)),
        })
      }),
    )
}
