import { type Chance, chanceOf } from "../world/Chance.ts"
import { allDeeds, type Deed } from "../world/Trouble.ts"

/** What is moved. */
export type JourneyKind = "insert" | "update" | "upsert" | "export"

/** A process of the first round. */
export interface Start {
  /** When it starts, in milliseconds. */
  readonly after: number
  /** How far its clock is ahead; behind, where negative. */
  readonly clockAhead: number
}

/** Everything about a run but what happens at its points: small, and printed where the run fails. */
export interface Scenario {
  readonly seed: number
  readonly journey: JourneyKind
  /** Rows that go in, or records that come out. */
  readonly rows: number
  /** Rows of a part, or records of a page. */
  readonly perPart: number
  /** How often it is begun, each time with other rows: a nightly journey has one folder for all its nights. */
  readonly nights: number
  /** Calls under way at once. */
  readonly lanes: number
  /** Parts under way at once. */
  readonly concurrency: number
  /** How long a job takes, in milliseconds. */
  readonly jobDuration: number
  readonly auth: "given" | "renewed"
  /** How long a process that meets trouble gives the journey, in milliseconds; as long as it takes, where absent. */
  readonly timeout: number | undefined
  readonly starts: readonly [Start, ...ReadonlyArray<Start>]
  /** How many rounds of processes meet trouble; those after them are spared. */
  readonly troubledRounds: number
  /** What may happen at a point, and how probable it is that something does. */
  readonly deeds: ReadonlyArray<Deed>
  readonly rate: number
}

const journeys = ["insert", "insert", "update", "upsert", "export", "export"] as const

/** Clocks that are wrong by a day let tokens of pages expire. */
const clocks = (journey: JourneyKind) =>
  [0, 0, 4_000, -4_000, 60_000, journey === "export" ? 36_000_000 : 400 * 86_400_000] as const

const startOf = (chance: Chance, journey: JourneyKind): Start => ({
  after: chance.pick([0, 30, 1_000, 4_000, 12_000]),
  clockAhead: chance.pick(clocks(journey)),
})

/** What may happen in one run: a few kinds, so that rare ones are not always drowned by the others. */
const someDeeds = (chance: Chance): ReadonlyArray<Deed> => {
  if (chance.happens(0.05)) return []
  if (chance.happens(0.15)) return allDeeds
  const odds = chance.between(0.1, 0.5)
  return allDeeds.filter(() => chance.happens(odds))
}

/** Draws a run from its seed. */
export const scenarioOf = (seed: number, processes?: number): Scenario => {
  const chance = chanceOf(seed, "scenario")
  const count = processes ?? chance.pick([1, 1, 1, 2, 2, 3])
  const journey = chance.pick(journeys)
  return {
    seed,
    journey,
    nights: chance.happens(0.2) ? 2 : 1,
    lanes: chance.pick([1, 2, 5]),
    rows: journey === "export" && chance.happens(0.05) ? 0 : 4 + chance.below(6),
    perPart: chance.pick([2, 3, 3, 4]),
    concurrency: 1 + chance.below(4),
    jobDuration: chance.pick([0, 1_500, 8_000, 20_000]),
    auth: chance.happens(0.3) ? "renewed" : "given",
    timeout: chance.pick([undefined, undefined, undefined, 20_000]),
    starts: [
      { ...startOf(chance, journey), after: 0 },
      ...Array.from({ length: count - 1 }, () => startOf(chance, journey)),
    ],
    troubledRounds: 1 + chance.below(3),
    deeds: someDeeds(chance),
    rate: chance.pick([0.01, 0.03, 0.08]),
  }
}
