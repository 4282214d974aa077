import { Condition, Journal, Mirror } from "@zoho-bulk/core"
import { Gzip } from "@zoho-bulk/core/runtime"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect } from "effect"
import { connected, type Surroundings } from "../journeys/program.ts"
import { gzipAtOnce } from "./gzipAtOnce.ts"
import type { MirrorScenario, Night } from "./MirrorScenario.ts"

/** Where the copies are. */
export const copies = "/srv/copies"

/** Where exports under way are written down. */
const journals = `${copies}/journals`

const modulesOf = ({ modules }: MirrorScenario): ReadonlyArray<Mirror.CopiedModule> =>
  modules.map(({ leastAmount, name }) => ({
    module: name,
    ...(leastAmount === undefined ? {} : { where: Condition.field.number("Amount").greaterEqual(leastAmount) }),
  }))

/** The program of a process: a mirror into a folder, as anybody would write it. */
export const mirrorProgram = (
  scenario: MirrorScenario,
  { compareIds, whole, ...folder }: Night["options"],
  surroundings: Surroundings,
  waits: boolean,
) =>
  Mirror.run(
    { modules: modulesOf(scenario), target: Mirror.folder(copies, folder) },
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

/** What the library says of the copies that lie in the folder. */
export const verified = (scenario: MirrorScenario, surroundings: Surroundings) =>
  Mirror.verifyFolder(copies).pipe(
    Effect.provide(connected(scenario, surroundings)),
    Effect.provideService(Gzip, gzipAtOnce),
  )
