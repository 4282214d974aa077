import { chooseTests, nameOf } from "./chooseTests.ts"
import { Hand } from "./Hand.ts"
import type { Judged, Mutant, Mutated } from "./Mutant.ts"
import { roomOf } from "./rooms.ts"
import type { Ended, Rehearsal, TestId } from "./Trial.ts"

/** What a trial goes by. */
export interface Plan {
  readonly mutated: Mutated
  /** Suites that are loaded. */
  readonly suites: ReadonlyArray<string>
  /** How many processes try mutants at once. */
  readonly workers: number
  /** What all tests of one mutant may cost together, in milliseconds of a core. */
  readonly mostCost: number
  /** Which mutants are tried, in this order. */
  readonly wanted: ReadonlyArray<Mutant>
  readonly onJudged: (judged: Judged, done: number) => void
}

const begun = async ({ mutated, suites }: Plan): Promise<Hand> => {
  const hand = new Hand()
  const { what } = await hand.ask({ what: "begin", texts: mutated.texts, files: suites })
  if (what !== "begun") throw new Error("the suites could not be loaded with the mutants asleep")
  return hand
}

/** Runs every test with the mutants asleep, to know which comes by which of them. */
export const rehearse = async (plan: Plan): Promise<Rehearsal> => {
  const hand = await begun(plan)
  const report = await hand.ask({ what: "rehearse" })
  hand.dismiss()
  if (report.what !== "rehearsed") throw new Error("the tests could not be run with the mutants asleep")
  return report.rehearsal
}

/** Tries each mutant, and tells what becomes of it. */
export const mutate = async (plan: Plan, rehearsal: Rehearsal): Promise<ReadonlyArray<Judged>> => {
  const byFile = Map.groupBy(plan.mutated.mutants, ({ file }) => file)
  const killsOf = new Map<string, Map<string, number>>()
  const spent = new Set<string>()
  const queue = [...plan.wanted]
  const judged: Array<Judged> = []

  const visitsOf = (id: string): number =>
    rehearsal.seen.reduce((most, { visits }) => Math.max(most, visits[id] ?? 0), 0)

  const testsFor = (mutant: Mutant, isLoaded: boolean): ReadonlyArray<TestId> =>
    chooseTests(
      mutant,
      {
        file: byFile.get(mutant.file) ?? [],
        isLoaded,
        mostCost: plan.mostCost,
        kills: killsOf.get(mutant.file) ?? new Map(),
        room: roomOf(mutant.file),
      },
      rehearsal,
    ).filter((test) => !spent.has(nameOf(test)))

  /** A process of its own, which is replaced where a trial has used it up. */
  const work = async (): Promise<void> => {
    let hand = await begun(plan)
    const replaced = async (): Promise<void> => {
      hand.dismiss()
      hand = await begun(plan)
    }

    const attempt = async (mutant: Mutant, anew: boolean, times = 0): Promise<Ended> => {
      const order = {
        what: "try",
        mutant: mutant.id,
        visits: visitsOf(mutant.id),
        anew,
        tests: testsFor(mutant, anew),
      } as const
      const answer = await hand.ask(order)
      if (answer.what !== "tried") {
        await replaced()
        if (answer.what === "stopped") return { fate: "hung" }
        return times > 0 ? { fate: "killed" } : attempt(mutant, anew, times + 1)
      }
      const { ended, isFull } = answer
      if (isFull || ended.fate === "unsure") await replaced()
      if (ended.fate !== "unsure" || ended.by === undefined) return ended
      // It fails without the mutant, too: what the mutant left behind may be why, or it cannot be run twice.
      if (times > 0) spent.add(nameOf(ended.by))
      return attempt(mutant, anew, times + 1)
    }

    const judge = async (mutant: Mutant): Promise<Judged> => {
      const ways = [
        visitsOf(mutant.id) > 0 ? [false] : [],
        (rehearsal.whenLoaded[mutant.id] ?? 0) > 0 ? [true] : [],
      ].flat()
      if (ways.length === 0) return { mutant, fate: "unseen" }
      for (const anew of ways) {
        const { by, fate } = await attempt(mutant, anew)
        if (fate !== "killed" && fate !== "hung") continue
        if (by !== undefined) {
          const kills = killsOf.get(mutant.file) ?? new Map<string, number>()
          killsOf.set(mutant.file, kills.set(nameOf(by), (kills.get(nameOf(by)) ?? 0) + 1))
        }
        return { mutant, fate, by: by === undefined ? "the process ended" : nameOf(by) }
      }
      return { mutant, fate: "survived" }
    }

    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const one = await judge(mutant)
      judged.push(one)
      plan.onJudged(one, judged.length)
    }
    hand.dismiss()
  }

  await Promise.all(Array.from({ length: plan.workers }, work))
  return judged
}
