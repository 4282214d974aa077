import { join } from "node:path"
import { prepareStore, submitJourney } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { schemaOn } from "../../support/storeOfJourneys.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"
import { layerStore } from "../../support/trial/layerStore.ts"
import { serveOrganizations } from "../../support/trial/serveOrganizations.ts"

/** The module that all journeys export: a page of records, which is one job and one download. */
const module = "Contacts"
const records = 10

/** How many are written down at once. */
const atOnce = 500

interface Wanted {
  readonly organizations: ReadonlyArray<string>
  /** How long a job takes, in milliseconds. */
  readonly jobDuration: number
  /** The URL of a PostgreSQL server, where a schema is made; a SQLite file, where absent. */
  readonly server?: string
}

/** Organisations, and a store that is ready, with exports that can be submitted to it. */
export const ground = Effect.fnUntraced(function* ({ jobDuration, organizations, server }: Wanted) {
  const folder = yield* temporaryFolder
  const store = server === undefined ? join(folder, "journeys.db") : yield* schemaOn(server)
  const { worldFile } = yield* serveOrganizations(
    folder,
    organizations.map((name) => [name, { records: { [module]: records }, jobDuration }]),
  )
  const submitOne = (organization: string, key: string) =>
    submitJourney({
      key,
      organization,
      request: { kind: "export", request: { module, fields: ["Email"] }, output: join(folder, `${key}.csv`) },
      folder: join(folder, "journeys"),
    })
  /** Submits so many exports of an organisation, and gives their keys. */
  const submit = Effect.fnUntraced(function* (organization: string, count: number) {
    const sql = yield* SqlClient.SqlClient
    const keys = Array.from({ length: count }, (_, at) => `${organization}-${at}`)
    for (let at = 0; at < count; at += atOnce) {
      yield* sql.withTransaction(
        Effect.forEach(keys.slice(at, at + atOnce), (key) => submitOne(organization, key), { discard: true }),
      )
    }
  })
  return {
    submit,
    prepared: prepareStore,
    layer: layerStore(store),
    /** The words that start a runner here. */
    wordsOf: (name: string, port = 0): ReadonlyArray<string> => [store, worldFile, name, `127.0.0.1:${port}`],
  }
})

/** Names of organisations. */
export const organizationsNamed = (name: string, count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, at) => `${name}-${at}`)
