import { Condition, Journal, Mirror } from "@zoho-bulk/core"
import { Gzip } from "@zoho-bulk/core/runtime"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect } from "effect"
import { type OpenSqlite, sqliteTarget } from "@zoho-bulk/core/sqlite"
import { connected, type Surroundings } from "../journeys/program.ts"
import { gzipAtOnce } from "./gzipAtOnce.ts"
import type { MirrorScenario, Night } from "./MirrorScenario.ts"

/** Where the copies are. */
export const copies = "/srv/copies"

/** The database of the copies, where they are in one. */
export const database = `${copies}/crm.db`

/** Where exports under way are written down. */
const journals = `${copies}/journals`

const modulesOf = ({ modules }: MirrorScenario): ReadonlyArray<Mirror.CopiedModule> =>
  modules.map(({ leastAmount, name }) => ({
    module: name,
    ...(leastAmount === undefined ? {} : { where: Condition.field.number("Amount").greaterEqual(leastAmount) }),
  }))

/** What a process has of its world. */
export interface MirrorSurroundings extends Surroundings {
  readonly openSqlite: OpenSqlite
}

const targetOf = ({ place }: MirrorScenario, { openSqlite }: MirrorSurroundings, options: Mirror.FolderOptions = {}) =>
  place === "folder"
    ? Mirror.folder(copies, options)
    : sqliteTarget(database, openSqlite, { softDelete: place === "sqlite-soft" })

/** The program of a process: a mirror into a folder or a database, as anybody would write it. */
export const mirrorProgram = (
  scenario: MirrorScenario,
  { compareIds, whole, ...folder }: Night["options"],
  surroundings: MirrorSurroundings,
  waits: boolean,
) =>
  Mirror.run(
    { modules: modulesOf(scenario), target: targetOf(scenario, surroundings, folder) },
    {
      overlap: scenario.overlap,
      compareIds,
      whole,
      wait: waits,
      ...(scenario.hasJournals ? { journal: (module: string) => Journal.layerFolder(`${journals}/${module}`) } : {}),
    },
  ).pipe(
    Effect.provide(connected(scenario, surroundings)),
    Effect.provideService(Gzip, gzipAtOnce),
    Effect.provideService(CurrentLimits, { ...defaultLimits, maxReadFields: scenario.maxReadFields }),
  )

/** What the library says of the copies that lie there. */
export const verified = (scenario: MirrorScenario, surroundings: MirrorSurroundings) =>
  targetOf(scenario, surroundings).verify.pipe(
    Effect.provide(connected(scenario, surroundings)),
    Effect.provideService(Gzip, gzipAtOnce),
  )
