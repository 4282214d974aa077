import { Auth, exportModule, importRows, Journal, type RowOutcome, ZohoConnection } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, FileSystem, Layer, Logger, Path, Redacted, Stream } from "effect"
import { HttpClient } from "effect/http"
import type { Scenario } from "../play/Scenario.ts"
import type { Given } from "./Given.ts"

/** Where the journey of a run is written down. */
export const journeyFolder = "/srv/journeys/nightly"

/** Where access tokens rest. */
export const tokenFile = "/srv/tokens/tokens.json"

/** What a journey that came to its end gave. */
export type Harvest =
  | { readonly kind: "outcomes"; readonly outcomes: ReadonlyArray<RowOutcome> }
  | { readonly kind: "rows"; readonly rows: ReadonlyArray<ReadonlyArray<string>> }

const word = Redacted.make("emulator")

const authOf = ({ auth }: Scenario) =>
  auth === "given"
    ? Auth.layerAccessToken(word)
    : Auth.refreshToken(
        { clientId: "emulator", clientSecret: word, refreshToken: word },
        { store: Auth.layerTokenFile(tokenFile) },
      )

/** The fields that an export asks for. */
export const exportedFields = ["Last_Name", "Email"] as const

const journal = Journal.layerFolder(journeyFolder)

type Machinery = ZohoConnection | FileSystem.FileSystem | Path.Path

const exported: Effect.Effect<Harvest, unknown, Machinery> = Effect.scoped(
  Effect.gen(function* () {
    const { header, rows } = yield* exportModule({ module: "Contacts", fields: exportedFields }, { journal })
    return { kind: "rows", rows: [header, ...(yield* Stream.runCollect(rows))] } satisfies Harvest
  }),
)

const imported = (
  { concurrency, journey }: Scenario,
  { header, keyField, module, rows }: Given,
): Effect.Effect<Harvest, unknown, Machinery> => {
  const common = { module, concurrency, header }
  const request: importRows.Request =
    journey === "update" || journey === "upsert"
      ? { ...common, operation: journey, findBy: keyField }
      : { ...common, operation: "insert" }
  const cells = Stream.fromIterable(
    rows.map((row) => row.cells),
    { chunkSize: 2 },
  )
  return Effect.map(Stream.runCollect(importRows(request, cells, { journal })), (outcomes): Harvest => ({
    kind: "outcomes",
    outcomes,
  }))
}

/** What a process has of its world. */
export interface Surroundings {
  readonly fileSystem: FileSystem.FileSystem
  readonly httpClient: HttpClient.HttpClient
}

/** The program of a process: what anybody would write who moves rows with a journal. */
export const program = (scenario: Scenario, given: Given, { fileSystem, httpClient }: Surroundings) => {
  const machine = Layer.mergeAll(
    Layer.succeed(FileSystem.FileSystem, fileSystem),
    Layer.succeed(HttpClient.HttpClient, httpClient),
    Path.layer,
    Logger.layer([]),
  )
  const connection = Layer.provideMerge(
    ZohoConnection.layer({ auth: authOf(scenario), maxConcurrency: scenario.lanes }),
    machine,
  )
  return (scenario.journey === "export" ? exported : imported(scenario, given)).pipe(
    Effect.provide(connection),
    Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: scenario.perPart }),
  )
}
