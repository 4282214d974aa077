import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import * as HttpClient from "effect/http/HttpClient"
import type { Edit } from "./model/Edit.ts"
import type { EmulatorOptions } from "./model/EmulatorOptions.ts"
import type { EmulatorReport } from "./model/EmulatorReport.ts"
import type { Fault } from "./model/Fault.ts"
import type { InvalidEmulatorOptions } from "./model/InvalidEmulatorOptions.ts"
import { readEdits, readFaults, readOptions } from "./model/readOptions.ts"
import { type EmulatorApp, makeApp } from "./server/makeApp.ts"
import { makeHttpClient } from "./server/makeHttpClient.ts"
import { withCallbacks } from "./server/withCallbacks.ts"
import { changeState, currentState } from "./world/currentState.ts"
import { onZohosClock } from "./world/onZohosClock.ts"
import { arm, makeWorld, plan, World } from "./world/World.ts"
import { spelledRecords } from "./readJobs/readResult.ts"
import { worldReport } from "./world/worldReport.ts"

/**
 * An emulated Zoho CRM: one organisation with its records, jobs, tokens and limits, and its scripted faults. It changes
 * only with `Clock`; nothing is left to chance.
 *
 * **Example** (Faults that start in the middle of a test)
 *
 * ```ts
 * import { Emulator, layer } from "@zoho-bulk/core/emulator"
 * import { Effect } from "effect"
 *
 * export const test = Effect.gen(function* () {
 *   const emulator = yield* Emulator
 *   yield* emulator.script([{ operation: "getReadJob", does: "throttled", retryAfter: 60 }])
 *   return yield* emulator.report
 * }).pipe(Effect.provide(layer()))
 * ```
 *
 * @category testing
 */
export class Emulator extends Context.Service<
  Emulator,
  {
    /** The app to serve on a port: API, accounts, uploads and downloads, by path. */
    readonly app: EmulatorApp
    /** Answers in this process, for Zoho's own hosts in every data centre. */
    readonly httpClient: HttpClient.HttpClient
    /** Its state, as `/_emulator/state` returns it. */
    readonly report: Effect.Effect<EmulatorReport>
    /** Replaces the scripted faults; requests are counted from 1 again. */
    readonly script: (faults: ReadonlyArray<Fault>) => Effect.Effect<void, InvalidEmulatorOptions>
    /** Plans edits in addition to those already planned, or makes them immediately; `after` counts from now. */
    readonly edit: (edits: ReadonlyArray<Edit>) => Effect.Effect<void, InvalidEmulatorOptions>
    /**
     * The records of a module as they are now, by the API names of its fields and `id`, spelled as in results: what to
     * compare a copy with. Empty if the module does not exist.
     */
    readonly records: (module: string) => Effect.Effect<ReadonlyArray<Readonly<Record<string, string>>>>
  }
>()("@zoho-bulk/core/emulator/Emulator") {}

/**
 * Provides an emulator to serve on a port. An invalid option fails the layer with `InvalidEmulatorOptions`. Each time
 * the layer is built, it makes a new emulator.
 *
 * **Example** (An organisation with many contacts, whose first download breaks off)
 *
 * ```ts
 * import { layer } from "@zoho-bulk/core/emulator"
 *
 * export const emulator = layer({
 *   records: { Contacts: 450_000 },
 *   faults: [{ operation: "downloadReadResult", nth: 1, does: "reset-in-body" }],
 * })
 * ```
 *
 * @category testing
 */
export const layer = (options?: EmulatorOptions | undefined): Layer.Layer<Emulator, InvalidEmulatorOptions> =>
  Layer.effect(
    Emulator,
    Effect.gen(function* () {
      const read = yield* readOptions(options === undefined ? {} : options)
      const silent = yield* makeWorld(read)
      const world = read.callbacks === undefined ? silent : yield* withCallbacks(silent, read.callbacks)
      const own = <A, E>(effect: Effect.Effect<A, E, World>): Effect.Effect<A, E> =>
        Effect.provideService(effect, World, world).pipe(onZohosClock(world))
      return Emulator.of({
        app: makeApp(world),
        httpClient: makeHttpClient(world),
        report: own(worldReport),
        script: (faults) =>
          Effect.flatMap(readFaults(faults), (scripted) =>
            Ref.update(world.state, (state) => ({ ...state, faults: arm(scripted) })),
          ),
        edit: (edits) =>
          Effect.flatMap(readEdits(edits), (planned) =>
            own(
              Effect.flatMap(Clock.currentTimeMillis, (now) =>
                Effect.andThen(
                  changeState((state) => ({ ...state, edits: [...state.edits, ...plan(planned, now)] })),
                  Effect.asVoid(currentState),
                ),
              ),
            ),
          ),
        records: (module) => own(Effect.map(currentState, ({ records }) => spelledRecords(records, module))),
      })
    }),
  )

/**
 * Provides an emulator as the `HttpClient` of a program, in this process and under its clock, together with the
 * `Emulator` service. It answers for Zoho's own hosts in every data centre; any other host is not found. An invalid
 * option fails the layer with `InvalidEmulatorOptions`. Each time the layer is built, it makes a new emulator.
 *
 * **Details**
 *
 * `withAdvancingClock` makes hours pass in an instant. A `TestClock` that is moved by hand breaks downloads off by
 * `maxSilence`: they take real turns of the event loop.
 *
 * **Example** (A program against the emulator)
 *
 * ```ts
 * import { Auth, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
 * import { emulatorToken, layerHttpClient } from "@zoho-bulk/core/emulator"
 * import { Effect, Layer, Redacted } from "effect"
 *
 * const auth = Auth.layerAccessToken(Redacted.make(emulatorToken))
 * const emulated = Layer.provide(ZohoConnection.layer({ auth }), layerHttpClient())
 *
 * export const job = getJobDetails({ id: "4150868000005376042" }).pipe(Effect.provide(emulated))
 * ```
 *
 * @category testing
 */
export const layerHttpClient = (
  options?: EmulatorOptions | undefined,
): Layer.Layer<Emulator | HttpClient.HttpClient, InvalidEmulatorOptions> =>
  Layer.provideMerge(
    Layer.effect(
      HttpClient.HttpClient,
      Effect.map(Emulator, ({ httpClient }) => httpClient),
    ),
    layer(options),
  )
