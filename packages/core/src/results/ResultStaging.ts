import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"

/**
 * Stores a result before its rows are read, so that an interrupted download can be repeated unnoticed.
 *
 * **When to use**
 *
 * Pass one to whatever reads a result: `resultRows(job, { staging: Staging.layerFolder("/tmp/reports") })`. Provide
 * your own to store bytes elsewhere than in files.
 *
 * **Example** (Small results, in memory)
 *
 * ```ts
 * import { Staging } from "@zoho-bulk/core"
 * import { Effect, Layer, Stream } from "effect"
 *
 * export const staging = Layer.succeed(Staging.ResultStaging, {
 *   keep: (bytes) => Effect.map(Stream.runCollect(bytes), Stream.fromIterable),
 * })
 * ```
 *
 * @category services
 */
export class ResultStaging extends Context.Service<
  ResultStaging,
  {
    /** Stores bytes until the scope closes. */
    readonly keep: <E>(
      bytes: Stream.Stream<Uint8Array, E>,
    ) => Effect.Effect<Stream.Stream<Uint8Array, StorageFailed>, E | StorageFailed, Scope.Scope>
  }
>()("@zoho-bulk/core/results/ResultStaging") {}
