import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type HostileAnswer, hostileAnswers } from "../../support/hostile/answers.ts"
import { type Outcome, play, type Victim, victimsOf } from "../../support/hostile/play.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"

/** The most memory that a hostile answer may cost above a good one, in MiB. */
const mostMemory = 64

/** The longest that a command may last, in seconds: three downloads of the time limits, on a busy machine. */
const mostSeconds = 30

/** So many commands run at once. */
const atOnce = 3

const bundler = ["node", "test/support/hostile/bundle.ts"]

const bundle = mkdtempSync(join(tmpdir(), "zoho-bulk-bundle-"))

const victims: ReadonlyArray<Victim> = ["get", "download rows", "download archive"]

interface Trial {
  readonly hostile: HostileAnswer
  readonly victim: Victim
  readonly title: string
  readonly denied: ReadonlyArray<string>
}

/** Where Deno may not read a variable, it reaches this machine by other means. */
const unread = ["--deny-env=https_proxy"]

const isOfBody = ({ name }: HostileAnswer): boolean => /without an end|bomb/.test(name)

const trials: ReadonlyArray<Trial> = [
  ...hostileAnswers.flatMap((hostile) =>
    victimsOf(hostile).map((victim) => ({
      hostile,
      victim,
      denied: [],
      title: `${victim}, ${hostile.to}: ${hostile.name}`,
    })),
  ),
  ...hostileAnswers
    .filter((hostile) => hostile.to === "details" && isOfBody(hostile))
    .map((hostile) => ({
      hostile,
      victim: "get" as const,
      denied: unread,
      title: `get where a variable may not be read, ${hostile.to}: ${hostile.name}`,
    })),
]

const outcomes = new Map<Trial, Outcome>()
const good = new Map<Victim, Outcome>()

/** Plays everything, some at once: most of them wait for a time limit. */
const playAll = Effect.gen(function* () {
  const made = yield* Effect.promise(() => runProcess("node", [thisRuntime, bundle], { command: bundler }))
  if (made.exitCode !== 0) throw new Error(made.stderr)
  for (const victim of victims) good.set(victim, yield* Effect.promise(() => play(thisRuntime, bundle, victim)))
  yield* Effect.forEach(
    trials,
    (trial) =>
      Effect.map(
        Effect.promise(() => play(thisRuntime, bundle, trial.victim, trial.hostile, trial.denied)),
        (outcome) => outcomes.set(trial, outcome),
      ),
    { concurrency: atOnce },
  )
})

const row = (title: string, outcome: Outcome | undefined, than: Outcome | undefined): ReadonlyArray<string> =>
  outcome === undefined
    ? [title, "not run"]
    : [
        title,
        outcome.tag,
        String(outcome.exitCode),
        `${outcome.seconds.toFixed(1)} s`,
        `${outcome.peak.toFixed(0)} MiB`,
        than === undefined
          ? ""
          : `${outcome.peak < than.peak ? "-" : "+"}${Math.abs(outcome.peak - than.peak).toFixed(0)}`,
      ]

const table = (): string => {
  const rows = [
    ["answer", "ends", "exit", "seconds", "peak", "above good"],
    ...victims.map((victim) => row(`${victim}: a good answer`, good.get(victim), undefined)),
    ...trials.map((trial) => row(trial.title, outcomes.get(trial), good.get(trial.victim))),
  ]
  const widths = [0, 1, 2, 3, 4, 5].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)))
  return rows
    .map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

beforeAll(() => Effect.runPromise(playAll), 600_000)

afterAll(() => {
  console.log(`Hostile answers, on ${thisRuntime}:\n${table()}`)
  rmSync(bundle, { recursive: true, force: true })
})

describe("a hostile Zoho", () => {
  it("is none where every answer is good", () => {
    assert.deepStrictEqual(
      [...good.values()].map(({ tag }) => tag),
      ["ok", "ok", "ok"],
    )
  })

  it.each(trials)("ends in a failure of its own, in time and within memory: $title", (trial) => {
    const outcome = outcomes.get(trial)
    if (outcome === undefined) return assert.fail("it was not run")
    assert.include(trial.hostile.ends, outcome.tag, outcome.stderr.slice(0, 2_000))
    assert.isBelow(outcome.seconds, mostSeconds)
    assert.isBelow(outcome.peak - (good.get(trial.victim)?.peak ?? 0), mostMemory)
  })
})
