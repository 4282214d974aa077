import { join } from "node:path"
import { prepareStore, submitJourney } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { freePorts } from "../../support/freePorts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"
import { layerStore } from "../../support/trial/layerStore.ts"
import { serveOrganizations } from "../../support/trial/serveOrganizations.ts"
import { type Planned, planJourneys, recordsBefore, recordsPerPage } from "./journeysOfTrial.ts"
import { superviseRunner } from "./strikeRunners.ts"

/** How large a trial is, and where its journeys are written down. */
export interface Size {
  readonly journeys: number
  readonly organizations: number
  readonly runners: number
  /** The URL of a PostgreSQL database; a SQLite file of its own, where absent. */
  readonly database?: string
}

/** What a trial is played on: its journeys and organisations, its store, and runners that can be started. */
export const trialGround = Effect.fnUntraced(function* ({ database, journeys, organizations, runners }: Size) {
  const folder = yield* temporaryFolder
  const store = database ?? join(folder, "journeys.db")
  const names = Array.from({ length: organizations }, (_, at) => `organization-${at}`)
  const planned = planJourneys(journeys, names, join(folder, "rows"))
  const { worldFile, worlds } = yield* serveOrganizations(
    folder,
    names.map((name) => [name, { records: recordsBefore(planned, name), recordsPerPage, jobDuration: 2_000 }]),
  )
  return {
    planned,
    worlds,
    layer: layerStore(store),
    prepared: prepareStore,
    submit: ({ key, organization, request }: Planned) =>
      submitJourney({ key, organization, request, folder: join(folder, "journeys") }),
    started: Effect.flatMap(freePorts(runners), (ports) =>
      Effect.forEach(ports, (port, at) => superviseRunner([store, worldFile, `runner-${at}`, `127.0.0.1:${port}`])),
    ),
  }
})
