import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type * as Schema from "effect/Schema"
import * as HttpClient from "effect/http/HttpClient"
import type { Mishap } from "./model/Mishap.ts"
import type { WorldOptions } from "./model/WorldOptions.ts"
import { appOf, type EmulatorApp } from "./server/app.ts"
import { httpClientOf } from "./server/httpClient.ts"
import { withCallbacks } from "./server/withCallbacks.ts"
import { makeWorldUnsafe, World } from "./world/World.ts"
import { worldReport } from "./world/worldReport.ts"

/**
 * An emulated Zoho CRM: one organisation with its records, jobs, tokens and limits, and what goes wrong with it.
 *
 * **Details**
 *
 * All that changes in it changes by `Clock`, and nothing by chance. Callbacks are posted through the `HttpClient` that is
 * there when the layer is built; without one they are not.
 *
 * **Example** (An organisation with many contacts, whose first download breaks off)
 *
 * ```ts
 * import { Emulator } from "@zoho-bulk/core/emulator"
 *
 * export const emulator = Emulator.layer({
 *   records: { Contacts: 450_000 },
 *   mishaps: [{ operation: "downloadReadResult", nth: 1, does: "reset-in-body" }],
 * })
 * ```
 *
 * @category testing
 */
export class Emulator extends Context.Service<
  Emulator,
  {
    /** To be served on a port. */
    readonly app: EmulatorApp
    /** Answers in this process for Zoho's own hosts. */
    readonly httpClient: HttpClient.HttpClient
    /** Its state as JSON, as `/_emulator/state` gives it. */
    readonly report: Effect.Effect<Readonly<Record<string, Schema.Json>>>
    /** Scripts what goes wrong from now on, in place of what was scripted before; counting begins anew. */
    readonly script: (mishaps: ReadonlyArray<Mishap>) => Effect.Effect<void>
  }
>()("@zoho-bulk/core/emulator/Emulator") {
  /** Provides an emulator that begins as the options say. */
  static readonly layer = (options?: WorldOptions): Layer.Layer<Emulator> =>
    Layer.effect(
      Emulator,
      Effect.gen(function* () {
        const client = yield* Effect.serviceOption(HttpClient.HttpClient)
        const silent = makeWorldUnsafe(options)
        const world = Option.isSome(client) ? withCallbacks(silent, client.value, yield* Effect.scope) : silent
        return Emulator.of({
          app: appOf(world),
          httpClient: httpClientOf(world),
          report: Effect.provideService(worldReport, World, world),
          script: (mishaps) =>
            Ref.update(world.state, (state) => ({
              ...state,
              mishaps: mishaps.map((mishap) => ({ mishap, seen: 0 })),
            })),
        })
      }),
    )

  /** Provides the emulator as the `HttpClient`, and the emulator itself beside it. */
  static readonly layerHttpClient = (options?: WorldOptions): Layer.Layer<Emulator | HttpClient.HttpClient> =>
    Layer.provideMerge(
      Layer.effect(
        HttpClient.HttpClient,
        Effect.map(Emulator, ({ httpClient }) => httpClient),
      ),
      Emulator.layer(options),
    )
}
