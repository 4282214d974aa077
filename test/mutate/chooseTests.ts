import type { Mutant } from "./Mutant.ts"
import type { Rehearsal, Seen, TestId } from "./Trial.ts"

/** What it costs to load a file of tests and what it imports. */
const costOfLoading = 250

/** Who killed how many mutants of a file so far. */
export type Kills = ReadonlyMap<string, number>

/** A test that has killed mutants of a file kills others of it; so it goes first. */
export const nameOf = ({ at, file }: Pick<TestId, "at" | "file">): string => `${file}#${at}`

const visitsAny = ({ visits }: Seen, ids: ReadonlyArray<string>): boolean => ids.some((id) => (visits[id] ?? 0) > 0)

/** The tests that come by a mutant. One that is only loaded is come by unseen: those will do that come by what is in it, or near it. */
const tellingTests = (
  mutant: Mutant,
  { file, isLoaded }: { readonly file: ReadonlyArray<Mutant>; readonly isLoaded: boolean },
  seen: ReadonlyArray<Seen>,
): ReadonlyArray<Seen> => {
  if (!isLoaded) return seen.filter(({ visits }) => (visits[mutant.id] ?? 0) > 0)
  const inside = file.filter(({ begin, end }) => begin >= mutant.begin && end <= mutant.end).map(({ id }) => id)
  const within = seen.filter((test) => visitsAny(test, inside))
  if (within.length > 0) return within
  const ids = file.map(({ id }) => id)
  const near = seen.filter((test) => visitsAny(test, ids))
  return near.length > 0 ? near : seen
}

/** Keeps the tests of a file together, for it is loaded for them: files come in the order of their best test. */
const byFile = <A extends { readonly test: Seen }>(ranked: ReadonlyArray<A>): ReadonlyArray<A> =>
  [...Map.groupBy(ranked, ({ test }) => test.file).values()].flat()

/** Picks the tests that a mutant has to get past, those first that are the most likely to notice it for what they cost. */
export const chooseTests = (
  mutant: Mutant,
  {
    file,
    isLoaded,
    kills,
    mostCost,
    room,
  }: {
    readonly file: ReadonlyArray<Mutant>
    readonly isLoaded: boolean
    readonly kills: Kills
    readonly mostCost: number
    readonly room: string
  },
  { seen }: Rehearsal,
): ReadonlyArray<TestId> => {
  const rank = (test: Seen): number =>
    test.cost / (1 + 3 * (kills.get(nameOf(test)) ?? 0)) / (test.file.startsWith(`test/suites/${room}/`) ? 4 : 1)
  const ranked = tellingTests(mutant, { file, isLoaded }, seen)
    .map((test) => ({ test, rank: rank(test) }))
    .toSorted((one, other) => one.rank - other.rank)
  const files = new Set<string>()
  const chosen: Array<TestId> = []
  let cost = 0
  for (const { test } of isLoaded ? byFile(ranked) : ranked) {
    if (isLoaded && !files.has(test.file)) cost += costOfLoading
    files.add(test.file)
    cost += test.cost
    if (cost > mostCost && chosen.length > 0) break
    chosen.push({ file: test.file, at: test.at, millis: test.millis })
  }
  return chosen
}
