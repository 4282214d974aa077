import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Mirror from "@zoho-bulk/core/Mirror"
import { Effect, type Layer, type Scope, Stream } from "effect"
import { seen } from "../../support/copyRuns.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const column = (name: string, dataType = "text"): Mirror.CopyColumn => ({ name, label: name, dataType })

const columns = [
  column("id"),
  column("Last_Name"),
  column("Modified_Time", "datetime"),
  column("Age", "integer"),
] as const

const checkpointOf = (rows: number, more: Partial<Mirror.Checkpoint> = {}): Mirror.Checkpoint => ({
  module: "Leads",
  columns,
  rows,
  asOf: "2026-11-26T10:00:00Z",
  wholeAt: "2026-11-26T10:00:00Z",
  run: { endedAt: "2026-11-26T10:00:05Z", jobs: ["1"], changed: rows, deleted: 0, idsCompared: false },
  ...more,
})

const row = (id: string, name: string, hour = 9): Mirror.Row => [id, name, `2026-11-26T0${hour}:00:00+00:00`, "7"]

const plan = (isWhole: boolean): Mirror.StagePlan => ({
  module: "Leads",
  columns,
  staged: ["id", "Last_Name", "Modified_Time", "Age"],
  isWhole,
})

const withFiles = <A, E>(program: Effect.Effect<A, E, Scope.Scope | Layer.Success<typeof runner.layerFiles>>) =>
  Effect.provide(Effect.scoped(program), runner.layerFiles)

const formats = ["csv", "csv.gz", "ndjson"] as const

/** Copies rows into a folder as one run would. */
const copyInto = Effect.fnUntraced(function* (
  target: Mirror.MirrorTarget<Layer.Success<typeof runner.layerFiles>>,
  rows: ReadonlyArray<Mirror.Row>,
  isWhole = true,
  deletions: ReadonlyArray<Mirror.Deletion> = [],
  endedAt = "2026-11-26T10:00:05Z",
) {
  const copy = yield* target.open
  const staging = yield* copy.stage(plan(isWhole))
  const [first, ...others] = rows
  if (first !== undefined) yield* staging.add([first, ...others])
  const staged = yield* staging.apply(deletions)
  const { run } = checkpointOf(staged.rows)
  yield* staging.commit(checkpointOf(staged.rows, { run: { ...run, endedAt } }))
  return staged
}, Effect.scoped)

const dataFiles = (folder: string) => readdirSync(folder).filter((name) => name.startsWith("Leads"))

describe("a folder of copies", () => {
  it.live.each(formats)("has a file of each module as %s, and a manifest, for their owner alone", (format) =>
    withFiles(
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "copies")
        const target = Mirror.folder(folder, { format })
        assert.deepStrictEqual(yield* copyInto(target, [row("1", "Ada"), row("2", 'Gödel "K"')]), {
          rows: 2,
          deleted: 0,
        })
        assert.deepStrictEqual(dataFiles(folder), [`Leads.${format}`])
        for (const name of [`Leads.${format}`, "manifest.json"]) {
          assert.strictEqual(statSync(join(folder, name)).mode & 0o777, 0o600)
        }
        const proof = yield* Mirror.verifyFolder(folder)
        assert.deepStrictEqual(proof.differences, [])
        assert.deepStrictEqual(proof.checkpoints, [checkpointOf(2)])
      }),
    ),
  )

  it.live.each(formats)("merges what has changed, and what is gone, into its %s", (format) =>
    withFiles(
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "copies")
        const target = Mirror.folder(folder, { format, merge: true })
        yield* copyInto(target, [row("1", "Ada"), row("2", "Kurt"), row("3", "Emmy"), row("4", "Alan")])
        const at = Date.parse("2026-11-26T09:30:00Z")
        const old = Date.parse("2026-11-26T08:30:00Z")
        const staged = yield* copyInto(target, [row("2", "Kurt G."), row("5", "Grace")], false, [
          { id: "1", at },
          { id: "2", at },
          { id: "4", at: old },
        ])
        assert.deepStrictEqual(staged, { rows: 4, deleted: 1 })
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
        if (format === "csv") {
          assert.deepStrictEqual(
            readFileSync(join(folder, "Leads.csv"), "utf8")
              .trim()
              .split("\n")
              .map((line) => line.split(",").slice(0, 2).join(" ")),
            ["id Last_Name", "3 Emmy", "4 Alan", "2 Kurt G.", "5 Grace"],
          )
        }
      }),
    ),
  )

  it.live("keeps what has changed in files of its own where it is not to be merged, until a whole read", () =>
    withFiles(
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "copies")
        const target = Mirror.folder(folder, { merge: false })
        yield* copyInto(target, [row("1", "Ada"), row("2", "Kurt")])
        const before = readFileSync(join(folder, "Leads.csv"), "utf8")
        const changed = yield* copyInto(target, [row("2", "Kurt G.")], false, [
          { id: "1", at: Date.parse("2026-11-27") },
        ])
        assert.deepStrictEqual(changed, { rows: 1, deleted: 1 })
        assert.strictEqual(readFileSync(join(folder, "Leads.csv"), "utf8"), before)
        const changes = readFileSync(join(folder, "Leads.changes-20261126T100005Z.ndjson"), "utf8")
        assert.deepStrictEqual(
          changes
            .trim()
            .split("\n")
            .map((line): unknown => JSON.parse(line)),
          [
            {
              change: "upsert",
              row: { id: "2", Last_Name: "Kurt G.", Modified_Time: "2026-11-26T09:00:00+00:00", Age: "7" },
            },
            { change: "delete", id: "1" },
          ],
        )
        const again = yield* copyInto(target, [row("1", "Ada")], false, [], "2026-11-26T11:00:05Z")
        assert.deepStrictEqual(again, { rows: 2, deleted: 0 })
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
        yield* copyInto(target, [row("3", "Emmy")])
        assert.deepStrictEqual(dataFiles(folder), ["Leads.csv"])
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
      }),
    ),
  )

  it.live("tells of each byte that is not as it was written, those of the manifest included", () =>
    withFiles(
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "copies")
        yield* copyInto(Mirror.folder(folder), [row("1", "Ada")])
        for (const name of ["Leads.csv", "manifest.json"]) {
          const path = join(folder, name)
          const bytes = readFileSync(path)
          for (const at of bytes.keys()) {
            const flipped = Uint8Array.from(bytes)
            flipped[at] = (flipped[at] ?? 0) ^ 1
            writeFileSync(path, flipped)
            assert.isNotEmpty((yield* Mirror.verifyFolder(folder)).differences, `${name}, byte ${at}`)
          }
          writeFileSync(path, bytes)
        }
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
      }),
    ),
  )

  it.live("is opened by one process at a time", () =>
    withFiles(
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "copies")
        yield* Mirror.folder(folder).open
        const taken = yield* Effect.flip(Effect.scoped(Mirror.folder(folder).open))
        assert.strictEqual(expectTag(taken, "MirrorTaken").target, folder)
      }),
    ),
  )

  it.live("compares its ids with all that there are", () =>
    withFiles(
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "copies")
        yield* copyInto(Mirror.folder(folder), [row("1", "Ada"), row("2", "Kurt")])
        const copy = yield* Mirror.folder(folder).open
        const staging = yield* copy.stage(plan(false))
        yield* staging.add([row("3", "Emmy")])
        yield* staging.apply([])
        const compared = yield* staging.keepOnly(Stream.make([seen("1"), seen("9")] as const, [seen("1")] as const))
        assert.deepStrictEqual(compared, { rows: 1, deleted: 2, missing: ["9"], outdated: [] })
        yield* staging.commit(checkpointOf(1))
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
      }),
    ),
  )
})
