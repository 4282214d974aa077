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

/** How a process is connected to Zoho. */
export type Connecting = Pick<Scenario, "auth" | "lanes">

const word = Redacted.make("emulator")

const authOf = ({ auth }: Connecting) =>
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

/** How one process takes up the journey. */
export interface Attempt {
  /** Whether it knows that the journal is of the night before, and begins the journey of this one. */
  readonly beginsAnew: boolean
  /** How long it gives the journey, in milliseconds; as long as it takes, where absent. */
  readonly timeout: number | undefined
}

const optionsOf = ({ beginsAnew, timeout }: Attempt) => ({
  journal,
  timeout,
  ...(beginsAnew ? {} : ({ ifFinished: "fail" } as const)),
})

const exported = (attempt: Attempt): Effect.Effect<Harvest, unknown, Machinery> =>
  Effect.scoped(
    Effect.gen(function* () {
      const request = { module: "Contacts", fields: exportedFields } as const
      const { header, rows } = yield* exportModule(request, optionsOf(attempt))
      return { kind: "rows", rows: [header, ...(yield* Stream.runCollect(rows))] } satisfies Harvest
    }),
  )

const imported = (
  { concurrency, journey }: Scenario,
  { header, keyField, module, rows }: Given,
  attempt: Attempt,
  told: Array<RowOutcome>,
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
  return importRows(request, cells, optionsOf(attempt)).pipe(
    Stream.runForEach((outcome) => Effect.sync(() => void told.push(outcome))),
    Effect.as<Harvest>({ kind: "outcomes", outcomes: told }),
  )
}

/** What a process has of its world. */
export interface Surroundings {
  readonly fileSystem: FileSystem.FileSystem
  readonly httpClient: HttpClient.HttpClient
}

/** Gives a program a connection of its own, and the disk. */
export const connected = (scenario: Connecting, { fileSystem, httpClient }: Surroundings) => {
  const machine = Layer.mergeAll(
    Layer.succeed(FileSystem.FileSystem, fileSystem),
    Layer.succeed(HttpClient.HttpClient, httpClient),
    Path.layer,
    Logger.layer([]),
  )
  return Layer.provideMerge(ZohoConnection.layer({ auth: authOf(scenario), maxConcurrency: scenario.lanes }), machine)
}

/** The program of a process: what anybody would write who moves rows with a journal. What it tells of rows is in `told` as it comes. */
export const program = (
  scenario: Scenario,
  given: Given,
  surroundings: Surroundings,
  attempt: Attempt,
  told: Array<RowOutcome>,
) =>
  (scenario.journey === "export" ? exported(attempt) : imported(scenario, given, attempt, told)).pipe(
    Effect.provide(connected(scenario, surroundings)),
    Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: scenario.perPart }),
  )
