import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import * as Mirror from "@zoho-bulk/core/Mirror"
import * as Emulator from "@zoho-bulk/core/emulator"
import { sqliteTarget } from "@zoho-bulk/core/sqlite"
import { Effect, type Layer, Stream } from "effect"
import { lead, runInto, stageRun } from "../../support/copyRuns.ts"
import { emulated, recordsAtZoho } from "../../support/copies.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { execute } from "../../support/sqliteRows.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const module = "Leads"

const idOf = (number: number): string => `41508680130000000${String(number).padStart(2, "0")}`

type Files = Layer.Success<typeof runner.layerFiles>

const edit = (...edits: ReadonlyArray<Emulator.Edit>) =>
  Effect.flatMap(Emulator.Emulator, (emulator) => emulator.edit(edits))

/** A copy in a folder of its own, and what may be done to it. */
interface Damaged {
  readonly target: (folder: string) => Mirror.MirrorTarget<Files>
  readonly damage: (folder: string) => void
}

const run = Effect.fnUntraced(function* (target: Mirror.MirrorTarget<Files>, options: Mirror.MirrorOptions = {}) {
  const [outcome] = yield* Mirror.run({ modules: [{ module }], target }, options)
  if (outcome?._tag !== "copied") return assert.fail(String(outcome?.failure))
  return outcome.checkpoint
})

/** Checks that the rows of a copy are the records that Zoho has. */
const isTrue = Effect.fnUntraced(function* (target: Mirror.MirrorTarget<Files>) {
  const [checkpoint] = yield* target.checkpoints
  const columns = checkpoint?.columns ?? []
  const rows = yield* Stream.runCollect(target.rows(module))
  const copied = rows.map(
    (row) =>
      [
        row[0] ?? "",
        Object.fromEntries(columns.flatMap(({ name }, at) => ((row[at] ?? "") === "" ? [] : [[name, row[at]]]))),
      ] as const,
  )
  assert.deepStrictEqual(new Map(copied), (yield* recordsAtZoho(module, columns)) as never)
  assert.strictEqual(checkpoint?.rows, rows.length)
  assert.deepStrictEqual((yield* target.verify).differences, [])
})

/** Changes a copy between two runs: the later one has to read all of it again. */
const isReadWhole = ({ damage, target: targetIn }: Damaged) =>
  Effect.gen(function* () {
    const folder = join(yield* temporaryFolder, "copies")
    const target = targetIn(folder)
    yield* edit({ module, update: { id: idOf(3), Company: "Zylker" } })
    yield* run(target)
    yield* edit({ module, update: { id: idOf(2), Last_Name: "Noether" } })
    assert.strictEqual((yield* run(target)).run.whole, undefined)
    damage(folder)
    assert.lengthOf((yield* target.verify).differences, 1)
    yield* edit({ module, update: { id: idOf(9), Last_Name: "Hopper" } })
    assert.strictEqual((yield* run(target)).run.whole, "copyChanged")
    yield* isTrue(target)
    assert.strictEqual((yield* run(target)).run.whole, undefined)
    yield* isTrue(target)
  }).pipe(Effect.scoped, Effect.provide(emulated({ records: { Leads: 30 } })))

const fileIn = (folder: string): string => join(folder, "copies.db")

const inDatabase = (...statements: ReadonlyArray<string>): Damaged => ({
  target: (folder) => sqliteTarget(fileIn(folder), openSqlite),
  damage: (folder) => execute(fileIn(folder), ...statements),
})

type Lines = (lines: ReadonlyArray<string>) => ReadonlyArray<string>

const isOf = (number: number) => (line: string) => line.includes(idOf(number))

/** What somebody does to the rows of a file. */
const deeds: ReadonlyArray<readonly [deed: string, change: Lines]> = [
  ["changed", (lines) => lines.map((line) => (isOf(3)(line) ? line.replace("Zylker", "Zillum") : line))],
  ["missing", (lines) => lines.filter((line) => !isOf(3)(line))],
  ["added", (lines) => [...lines, ...lines.filter(isOf(3)).map((line) => line.replace(idOf(3), idOf(99)))]],
]

const rewrite = (path: string, change: Lines): void => {
  const isPacked = path.endsWith(".gz")
  const bytes = readFileSync(path)
  const before = (isPacked ? gunzipSync(bytes) : bytes).toString("utf8").trimEnd().split(/\r?\n/)
  const after = `${change(before).join("\n")}\n`
  writeFileSync(path, isPacked ? gzipSync(after) : after)
}

const inFile = (format: Mirror.CopyFormat, change: Lines, merge = true): Damaged => ({
  target: (folder) => Mirror.folder(folder, { format, merge }),
  damage: (folder) => rewrite(join(folder, `${module}.${format}`), change),
})

const inChanges = (change: Lines): Damaged => ({
  ...inFile("csv", change, false),
  damage: (folder) => {
    const [name = ""] = readdirSync(folder).filter((each) => each.includes(".changes-"))
    rewrite(join(folder, name), change)
  },
})

describe("a module whose copy is not as it was written is read whole", () => {
  it.live.each([
    ["changed", `UPDATE Leads SET Company = 'Zillum' WHERE id = '${idOf(3)}'`],
    ["missing", `DELETE FROM Leads WHERE id = '${idOf(3)}'`],
    ["added", `INSERT INTO Leads (id, Last_Name) VALUES ('${idOf(99)}', 'Nobody')`],
  ] as const)("where a row of the database was %s", ([, sql]) => isReadWhole(inDatabase(sql)))

  it.live("where two rows of the database have each other's values", () =>
    isReadWhole(inDatabase(`UPDATE Leads SET Last_Name = 'Same' WHERE id IN ('${idOf(3)}', '${idOf(4)}')`)),
  )

  for (const [deed, change] of deeds) {
    it.live.each(["csv", "csv.gz", "ndjson"] as const)(`where a row of the %s was ${deed}`, (format) =>
      isReadWhole(inFile(format, change)),
    )

    it.live.each(["csv", "ndjson"] as const)(`where a row of the %s beside files of changes was ${deed}`, (format) =>
      isReadWhole(inFile(format, change, false)),
    )
  }

  it.live("where a file of changes was changed", () =>
    isReadWhole(inChanges((lines) => lines.map((line) => line.replace("Noether", "Nether")))),
  )

  it.live("where a file is not there any more", () =>
    isReadWhole({ ...inFile("csv", (lines) => lines), damage: (folder) => rmSync(join(folder, "Leads.csv")) }),
  )
})

/** Stages a window, changes the copy before it is committed, and commits it. */
const changedMeanwhile = Effect.fnUntraced(function* ({ damage, target: targetIn }: Damaged) {
  const folder = join(yield* temporaryFolder, "copies")
  const target = targetIn(folder)
  yield* runInto(target, { rows: [lead(idOf(1), "Ada"), lead(idOf(3), "Zylker")] })
  const committed = yield* Effect.gen(function* () {
    const copy = yield* target.open
    assert.isTrue(yield* copy.isAsWritten?.(module) ?? Effect.succeed(false))
    const { commit } = yield* stageRun(copy, { rows: [lead(idOf(2), "Bob", 10)], isWhole: false })
    damage(folder)
    return yield* Effect.result(commit)
  }).pipe(Effect.scoped)
  return { committed, folder, target }
})

describe("a copy that is changed while rows are read which are to be merged into it", () => {
  it.live.each([
    ["database", inDatabase(`UPDATE Leads SET Last_Name = 'Zillum' WHERE id = '${idOf(3)}'`)],
    ["csv", inFile("csv", deeds[0]?.[1] ?? ((lines) => lines))],
  ] as const)("is left as it is: %s", ([, damaged]) =>
    Effect.gen(function* () {
      const { committed, target } = yield* changedMeanwhile(damaged)
      const failure = committed._tag === "Failure" ? committed.failure : assert.fail("it was committed")
      assert.include(expectTag(failure, "StorageFailed").problem, "another program changed its copy")
      assert.lengthOf((yield* target.verify).differences, 1)
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  it.live("is committed where others have changed tables of their own", () =>
    Effect.gen(function* () {
      const { committed, target } = yield* changedMeanwhile(inDatabase("CREATE TABLE mine (id TEXT)"))
      assert.strictEqual(committed._tag, "Success")
      assert.deepStrictEqual((yield* target.verify).differences, [])
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )
})
