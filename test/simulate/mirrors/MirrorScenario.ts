import type { Mirror } from "@zoho-bulk/core"
import type { Guesses } from "@zoho-bulk/core/emulator"
import { type Chance, chanceOf } from "../world/Chance.ts"
import { allDeeds, type Deed } from "../world/Trouble.ts"

/** A module of the organisation. */
export interface MovingModule {
  readonly name: string
  readonly records: number
  /** How many fields it has beside those that all modules have. */
  readonly moreFields: number
  readonly hasModifiedTime: boolean
  /** Only records of at least this amount are copied; all are, where absent. */
  readonly leastAmount: number | undefined
}

/** A mirror of a run: it is begun once, and whoever fails is followed by another process until one succeeds. */
export interface Night {
  /** How long after the one before it is begun, in milliseconds. */
  readonly after: number
  /** How many edits are made meanwhile. */
  readonly editsBefore: number
  /** When each process of its first round starts, in milliseconds, and how far its clock is ahead. */
  readonly starts: ReadonlyArray<{ readonly after: number; readonly clockAhead: number; readonly waits: boolean }>
  /** How the copies lie in a folder; nothing of it is for a database. */
  readonly options: Mirror.FolderOptions & Pick<Mirror.MirrorOptions, "compareIds" | "whole">
}

/** Where copies are kept: in a folder, or in a database, which may keep the rows of deleted records. */
export type MirrorPlace = "folder" | "sqlite" | "sqlite-soft"

/** Everything about a run but what happens at its points: small, and printed where the run fails. */
export interface MirrorScenario {
  readonly seed: number
  readonly place: MirrorPlace
  readonly modules: ReadonlyArray<MovingModule>
  readonly guesses: Guesses
  /** How far Zoho's clock is ahead of the world's, in milliseconds. */
  readonly zohoAhead: number
  readonly recordsPerPage: number
  readonly maxReadFields: number
  readonly jobDuration: number
  readonly overlap: number
  readonly auth: "given" | "renewed"
  readonly lanes: number
  /** Whether exports under way are written down. */
  readonly hasJournals: boolean
  readonly nights: ReadonlyArray<Night>
  /** Between two edits while mirrors run, in milliseconds; how many at most in one of them; how probable one is right before a request. */
  readonly pause: number
  readonly mostEdits: number
  readonly atRequests: number
  /** How many rounds of processes meet trouble in each mirror; those after them are spared. */
  readonly troubledRounds: number
  readonly deeds: ReadonlyArray<Deed>
  readonly rate: number
}

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]

const names = ["Workshops", "Tools", "Visits"] as const

const moduleOf = (chance: Chance, name: string): MovingModule => ({
  name,
  records: 5 + chance.below(32),
  moreFields: chance.happens(0.35) ? 3 + chance.below(7) : 0,
  hasModifiedTime: !chance.happens(0.15),
  leastAmount: chance.happens(0.12) ? 400 : undefined,
})

const isOrNot = (chance: Chance): boolean => chance.happens(0.5)

const guessesOf = (chance: Chance): Guesses => ({
  mergedAreListed: isOrNot(chance),
  convertedAreListed: isOrNot(chance),
  restoringModifies: isOrNot(chance),
  boundary: chance.pick(["inclusive", "exclusive"]),
  nothingDeleted: chance.pick([204, 304]),
  readsAt: chance.pick([0, 0.3, 0.65, 1]),
  readsFor: chance.pick([0, 0, 0.3, 1]),
})

const clocks = [0, 0, hour, -hour, 5 * second] as const

const nightOf = (chance: Chance, at: number, format: Mirror.CopyFormat): Night => {
  const isDouble = chance.happens(0.25)
  const start = (after: number, waits: boolean) => ({ after, clockAhead: chance.pick(clocks), waits })
  return {
    after: at === 0 ? 0 : chance.pick([30 * second, 20 * minute, day, day, 3 * day, 8 * day, 61 * day, 121 * day]),
    editsBefore: chance.below(12),
    starts: [
      start(0, false),
      ...(isDouble ? [start(chance.pick([0, 30, 2 * second, 15 * second]), isOrNot(chance))] : []),
    ],
    options: {
      format: chance.happens(0.1) ? chance.pick(["csv", "csv.gz", "ndjson"]) : format,
      merge: isOrNot(chance),
      compareIds: chance.happens(0.3) ? "always" : "whenCountsDiffer",
      ...(chance.happens(0.05) ? { whole: true } : {}),
    },
  }
}

/** What may happen in one run: a few kinds, so that rare ones are not always drowned by the others. */
const someDeeds = (chance: Chance): ReadonlyArray<Deed> => {
  if (chance.happens(0.15)) return []
  if (chance.happens(0.15)) return allDeeds
  const odds = chance.between(0.1, 0.5)
  return allDeeds.filter(() => chance.happens(odds))
}

const places = ["folder", "folder", "folder", "sqlite", "sqlite-soft"] as const

/** The places that go by a name on the command line; which of them it is, is for the seed to say. */
const placesNamed: Readonly<Record<string, readonly [MirrorPlace, ...Array<MirrorPlace>]>> = {
  folder: ["folder"],
  sqlite: ["sqlite", "sqlite", "sqlite-soft"],
}

/** Draws a run from its seed; `target` says where the copies are kept, where the seed is not to. */
export const mirrorScenarioOf = (seed: number, target?: string): MirrorScenario => {
  const chance = chanceOf(seed, "mirrors")
  const guesses = guessesOf(chance)
  const count = chance.pick([1, 1, 2, 3])
  const format = chance.pick<Mirror.CopyFormat>(["csv", "csv.gz", "csv.gz", "ndjson", "ndjson"])
  return {
    seed,
    place: chanceOf(seed, "place of mirrors").pick(placesNamed[target ?? ""] ?? places),
    modules: names.slice(0, count).map((name) => moduleOf(chance, name)),
    guesses,
    zohoAhead: chance.pick([0, 0, hour, -hour, 400]),
    recordsPerPage: 4 + chance.below(14),
    maxReadFields: chance.pick([200, 7, 9]),
    jobDuration: chance.pick([0, 1_500, 5_000, 15_000]),
    // Who trusts Zoho with the very second leaves no overlap.
    overlap: chance.pick([10 * minute, 10 * minute, 2 * second, hour, guesses.boundary === "inclusive" ? 0 : second]),
    auth: chance.happens(0.2) ? "renewed" : "given",
    lanes: chance.pick([1, 2, 5]),
    hasJournals: chance.happens(0.75),
    nights: Array.from({ length: 2 + chance.below(3) }, (_, at) => nightOf(chance, at, format)),
    pause: chance.pick([500, 2 * second, 6 * second, 20 * second]),
    mostEdits: 5 + chance.below(50),
    atRequests: chance.pick([0, 0.1, 0.3]),
    troubledRounds: chance.below(4),
    deeds: someDeeds(chance),
    rate: chance.pick([0.005, 0.015, 0.04]),
  }
}
