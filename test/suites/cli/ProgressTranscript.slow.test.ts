import { assert, describe, it } from "@effect/vitest"
import { type EmulatorOptions, withAdvancingClock } from "@zoho-bulk/core/emulator"
import { Clock, Effect, type FileSystem } from "effect"
import { machine } from "../../support/onDisk.ts"
import { screenOf } from "../../support/screen.ts"
import { heldFiles } from "../../support/heldFiles.ts"

interface Line {
  readonly at: number
  readonly text: string
}

/** What a run writes to stderr, and when. */
const listening = () => {
  const lines: Array<Line> = []
  const heard = (text: string) =>
    Effect.map(Clock.currentTimeMillis, (at) => void lines.push({ at, text: text.trimEnd() }))
  return { lines, heard }
}

const silences = (lines: ReadonlyArray<Line>, begun: number, over: number): ReadonlyArray<number> =>
  [...lines.map(({ at }) => at), over].map((at, index) => at - (lines[index - 1]?.at ?? begun))

/** No line of a half minute is left out. Between two of them the clock may run ahead of what takes real time, such as packing. */
const noneIsLeftOut = (lines: ReadonlyArray<Line>, begun: number, over: number): void =>
  assert.isBelow(Math.max(...silences(lines, begun, over)), 60_000)

const slow = { records: { Contacts: 25, Leads: 30, Deals: 5 }, recordsPerPage: 10 }

/** A machine whose disk takes its own time: the clock of a test stands still meanwhile, however busy the machine that tests it. */
const onDisk = (options: EmulatorOptions, disk = (files: FileSystem.FileSystem) => files) =>
  machine(options, undefined, (files) => heldFiles(disk(files)))

/** A disk that takes its time over each file that is opened or put in place. */
const slowDisk = (files: FileSystem.FileSystem): FileSystem.FileSystem => {
  const late = Effect.promise(() => new Promise((resolve) => void setTimeout(resolve, 60)))
  return {
    ...files,
    open: (...args) => Effect.andThen(late, files.open(...args)),
    rename: (...args) => Effect.andThen(late, files.rename(...args)),
  }
}

/** Loads what a command needs: that takes its own time as well, and no clock stands still for it. */
const load = (...args: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const here = yield* onDisk({ records: { Contacts: 1 }, jobDuration: "1 second" })
    yield* withAdvancingClock(
      here.run(args.map((each) => (each === "FILE" ? here.write("a.csv", "Last_Name,Company\nA,B\n") : each))),
    )
  })

describe("what a journey says while it is under way", () => {
  it.effect("in a log is a line where something changed, and one each half minute: nobody waits for longer", () =>
    Effect.gen(function* () {
      yield* load("export", "Contacts", "--fields", "Email", "--output", "-")
      const here = yield* onDisk({ ...slow, jobDuration: "6 minutes" })
      const { heard, lines } = listening()
      const begun = yield* Clock.currentTimeMillis
      const args = ["export", "Contacts", "--fields", "Email", "--output", here.path("contacts.csv")]
      const { exitCode } = yield* withAdvancingClock(here.run(args, { heard }))
      assert.strictEqual(exitCode, 0, lines.map(({ text }) => text).join("\n"))
      const over = yield* Clock.currentTimeMillis
      assert.isAbove(over - begun, 1_000_000)
      noneIsLeftOut(lines, begun, over)
      const texts = lines.map(({ text }) => text)
      assert.match(texts[0] ?? "", /^Contacts, page 1: job \d+ is ordered$/)
      assert.isTrue(
        texts.some((text) => text.startsWith("Contacts · Zoho is working on page 1, 3 min")),
        texts[9],
      )
      assert.match(
        texts.findLast((text) => text.includes("working on page 2")) ?? "",
        // Counted from when the order is written down, a moment after Zoho has begun.
        /, page 1 took (?:5 min 5\d|6 min \d+) s · 10 rows/,
      )
      assert.isTrue(
        texts.some((text) => /^Contacts, page 3: Zoho is done after (?:5 min 5\d|6 min \d+) s: 5 rows$/.test(text)),
      )
    }),
  )

  it.effect("is as much on a disk that is slow", () =>
    Effect.gen(function* () {
      yield* load("export", "Contacts", "--fields", "Email", "--output", "-")
      const here = yield* onDisk({ ...slow, jobDuration: "6 minutes" }, slowDisk)
      const { heard, lines } = listening()
      const begun = yield* Clock.currentTimeMillis
      const args = ["export", "Contacts", "--fields", "Email", "--output", here.path("contacts.csv")]
      const { exitCode } = yield* withAdvancingClock(here.run(args, { heard }))
      assert.strictEqual(exitCode, 0, lines.map(({ text }) => text).join("\n"))
      noneIsLeftOut(lines, begun, yield* Clock.currentTimeMillis)
    }),
  )

  it.effect("is nothing with --quiet, and nothing but the document with --json", () =>
    Effect.gen(function* () {
      const here = yield* onDisk({ ...slow, jobDuration: "5 minutes" })
      const args = ["export", "Deals", "--fields", "Stage", "--output", here.path("deals.csv")]
      const quiet = yield* withAdvancingClock(here.run([...args, "--quiet"]))
      assert.deepStrictEqual(quiet, { exitCode: 0, stdout: "", stderr: "" })
      const json = yield* withAdvancingClock(here.run([...args, "--json"]))
      assert.strictEqual(json.stderr, "")
      assert.strictEqual(JSON.parse(json.stdout).rows, 5)
    }),
  )

  it.effect("on a terminal is a line of each module of a mirror, which changes each second", () =>
    Effect.gen(function* () {
      const here = yield* onDisk({ ...slow, recordsPerPage: 100, jobDuration: "3 minutes" })
      const { heard, lines } = listening()
      const begun = yield* Clock.currentTimeMillis
      const args = ["mirror", "Contacts", "Leads", "Deals", "--to", here.path("copies")]
      const options = { heard, terminal: "both", columns: 72, env: { TERM: "xterm", NO_COLOR: "1" } } as const
      const { exitCode } = yield* withAdvancingClock(here.run(args, options))
      assert.strictEqual(exitCode, 0, lines.map(({ text }) => text).join("\n"))
      assert.isAtMost(Math.max(...silences(lines, begun, yield* Clock.currentTimeMillis)), 2_000)
      const upTo = lines.findIndex(({ at }) => at >= begun + 100_000)
      const screen = screenOf(
        lines
          .slice(0, upTo)
          .map(({ text }) => text)
          .join(""),
        72,
      ).split("\n")
      assert.deepStrictEqual(screen.map((line) => line.split(" · ")[0]).toSorted(), ["Contacts", "Deals", "Leads"])
      for (const line of screen) {
        assert.match(line, /Zoho is working on page 1, (?:\d+ s|1 min \d+ s)/)
        assert.isAtMost(line.length, 71)
      }
      const end = screenOf(lines.map(({ text }) => text).join(""), 72)
      assert.notInclude(end, "working")
    }),
  )
})

describe("the progress of an import", () => {
  it.effect("tells how many parts and rows are over, and what is left only once it can be known", () =>
    Effect.gen(function* () {
      yield* load("import", "FILE", "-m", "Leads", "--operation", "insert", "--no-check")
      const here = yield* onDisk({ jobDuration: "4 minutes" })
      const rows = Array.from({ length: 60_000 }, (_, at) => `Row ${at},Acme`)
      const file = here.write("leads.csv", `Last_Name,Company\n${rows.join("\n")}\n`)
      const { heard, lines } = listening()
      const begun = yield* Clock.currentTimeMillis
      const args = ["import", file, "-m", "Leads", "--operation", "insert", "--no-check"]
      const { exitCode } = yield* withAdvancingClock(here.run(args, { heard }))
      assert.strictEqual(exitCode, 0, lines.map(({ text }) => text).join("\n"))
      const texts = lines.map(({ text }) => text)
      noneIsLeftOut(lines, begun, yield* Clock.currentTimeMillis)
      assert.include(texts, "60,000 rows in 3 parts")
      const first = texts.find((text) => text.includes("Zoho is working on")) ?? ""
      assert.notInclude(first, "left")
      assert.isTrue(texts.some((text) => /of 60,000 rows|60,000 rows ·/.test(text)))
    }),
  )
})
