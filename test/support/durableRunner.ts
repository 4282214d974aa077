import { join } from "node:path"
import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import {
  findJourney,
  type JourneyState,
  layerRunner as runnerOf,
  Organizations,
  prepareStore,
  type RunnerOptions,
  submitJourney,
} from "@zoho-bulk/core/durable"
import type { InvalidSettings } from "@zoho-bulk/core/Failure"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, type Scope } from "effect"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { openSqlite } from "./sqlite.ts"
import { layerStoreIn, layerStoreOn, storeFolder } from "./storeOfJourneys.ts"

/** All organisations are the same emulated one, with a connection each. */
export const layerOrganizations = Layer.unwrap(
  Effect.map(Effect.context<Layer.Success<ReturnType<typeof Emulator.layerHttpClient>>>(), (context) =>
    Organizations.layer(() =>
      ZohoConnection.layer().pipe(
        Layer.provide(layerAccessToken(Redacted.make("emulator"))),
        Layer.provide(Layer.succeedContext(context)),
      ),
    ),
  ),
)

/** A runner with an engine in memory, or with another one. */
export const layerRunner = <E = never, R = never>(
  options: Partial<RunnerOptions> = {},
  engine: Layer.Layer<WorkflowEngine.WorkflowEngine, E, R> = WorkflowEngine.layerMemory,
) => runnerOf({ name: "test", openSqlite, ...options }).pipe(Layer.provide(engine), Layer.provide(layerOrganizations))

type Store = ReturnType<typeof layerStoreIn>

/** A store in a folder, an emulated Zoho, and what runs in them. */
const inStoreOf =
  (storeFor: (file: string) => Layer.Layer<Layer.Success<Store>, Layer.Error<Store> | InvalidSettings>) =>
  <A, E>(
    options: Parameters<typeof Emulator.layerHttpClient>[0],
    test: (
      folder: string,
    ) => Effect.Effect<
      A,
      E,
      Layer.Success<Store> | Layer.Success<ReturnType<typeof Emulator.layerHttpClient>> | Scope.Scope
    >,
  ) =>
    Effect.scoped(
      Effect.flatMap(storeFolder, ({ file, folder }) =>
        Effect.andThen(prepareStore, Effect.scoped(test(folder))).pipe(
          Effect.provide(storeFor(file)),
          Effect.provide(Emulator.layerHttpClient(options)),
        ),
      ),
    )

export type InStore = ReturnType<typeof inStoreOf>

/** With the table in a SQLite file. */
export const inStore: InStore = inStoreOf(layerStoreIn)

/** With the table in a schema of its own of a PostgreSQL database. */
export const inPostgres = (url: () => string): InStore => inStoreOf(() => layerStoreOn(url()))

/** Waits until a journey is in a state, and gives it as it is then. */
export const until = (key: string, ...states: ReadonlyArray<JourneyState>) =>
  Effect.gen(function* () {
    for (;;) {
      const journey = yield* findJourney(key)
      if (journey !== undefined && states.includes(journey.state)) return journey
      yield* Effect.sleep("50 millis")
    }
  }).pipe(Effect.timeout("1 minute"))

/** Submits the export of contacts. */
export const submitContacts = (folder: string, key: string, organization = "zylker") =>
  submitJourney({
    key,
    organization,
    request: {
      kind: "export",
      request: { module: "Contacts", fields: ["Email"] },
      output: join(folder, `${key}.csv`),
    },
    folder: join(folder, "journeys"),
  })

/** Submits a copy of the contacts in a folder. */
export const submitMirror = (folder: string, key: string, modules: ReadonlyArray<string> = ["Contacts"]) =>
  submitJourney({
    key,
    organization: "zylker",
    request: {
      kind: "mirror",
      modules: modules.map((module) => ({ module })),
      target: { _tag: "folder", folder: join(folder, "copies") },
    },
    folder: join(folder, "journeys"),
  })

/** How often an operation was asked of the emulated Zoho. */
export const askedFor = (operation: string) =>
  Effect.gen(function* () {
    const { requests } = yield* (yield* Emulator.Emulator).report
    return requests.filter((request) => request.operation === operation).length
  })
