import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Mirror from "@zoho-bulk/core/Mirror"
import { Effect, FileSystem, type Layer, PlatformError, type Scope } from "effect"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const column = (name: string, dataType = "text"): Mirror.CopyColumn => ({ name, label: name, dataType })

type Columns = Mirror.StagePlan["columns"]

const columns: Columns = [column("id"), column("Company"), column("Last_Name"), column("Modified_Time", "datetime")]

/** The same once `Company` is gone. */
const later: Columns = [
  column("id"),
  column("Last_Name"),
  column("Modified_Time", "datetime"),
  { ...column("Company"), isGone: true },
]

const time = "2026-11-26T09:00:00+00:00"

const checkpointOf = (module: string, of: Columns, rows: number): Mirror.Checkpoint => ({
  module,
  columns: of,
  rows,
  asOf: "2026-11-26T10:00:00Z",
  wholeAt: "2026-11-26T10:00:00Z",
  run: { endedAt: "2026-11-26T10:00:05Z", jobs: ["1"], changed: rows, deleted: 0, idsCompared: false },
})

interface Copied {
  readonly module?: string
  readonly columns?: Columns
  readonly staged: Mirror.StagePlan["staged"]
  readonly rows: ReadonlyArray<Mirror.Row>
  readonly isWhole?: boolean
}

const copyInto = Effect.fnUntraced(function* (open: Mirror.OpenCopy, copied: Copied) {
  const { columns: of = columns, isWhole = false, module = "Leads", rows, staged } = copied
  const staging = yield* open.stage({ module, columns: of, staged, isWhole })
  const [first, ...others] = rows
  if (first !== undefined) yield* staging.add([first, ...others])
  yield* staging.commit(checkpointOf(module, of, (yield* staging.apply([])).rows))
}, Effect.scoped)

const whole: Copied = {
  staged: ["id", "Company", "Last_Name", "Modified_Time"],
  rows: [
    ["1", "Zylker", "Ada", time],
    ["2", "Zoho", "Kurt", time],
  ],
  isWhole: true,
}

/** What changes after the field `Company` is gone. */
const changes = (...rows: ReadonlyArray<readonly [id: string, name: string]>): Copied => ({
  columns: later,
  staged: ["id", "Last_Name", "Modified_Time"],
  rows: rows.map(([id, name]) => [id, name, time]),
})

const withFolder = <A, E>(
  use: (folder: string) => Effect.Effect<A, E, Scope.Scope | Layer.Success<typeof runner.layerFiles>>,
) =>
  Effect.flatMap(temporaryFolder, (made) => use(join(made, "copies"))).pipe(
    Effect.scoped,
    Effect.provide(runner.layerFiles),
  )

const copyOnce = (folder: string, options: Mirror.FolderOptions, ...copied: ReadonlyArray<Copied>) =>
  Effect.scoped(
    Effect.flatMap(Mirror.folder(folder, options).open, (open) =>
      Effect.forEach(copied, (each) => copyInto(open, each), { discard: true }),
    ),
  )

describe("a folder of copies and changes", () => {
  it.live.each(["csv", "csv.gz", "ndjson"] as const)("reads its %s by the columns that it was written with", (format) =>
    withFolder((folder) =>
      Effect.gen(function* () {
        yield* copyOnce(folder, { format, merge: false }, whole, changes(["2", "Kurt G."]), changes(["3", "Emmy"]))
        yield* copyOnce(folder, { format: "csv", merge: true }, changes())
        assert.deepStrictEqual(readFileSync(join(folder, "Leads.csv"), "utf8").trim().split("\n"), [
          "id,Last_Name,Modified_Time,Company",
          `1,Ada,${time},Zylker`,
          `2,Kurt G.,${time},Zoho`,
          `3,Emmy,${time},`,
        ])
      }),
    ),
  )

  it.live("keeps the changes of two runs that end at the same time apart", () =>
    withFolder((folder) =>
      Effect.gen(function* () {
        const [one, two] = [changes(["1", "Ada L."]), changes(["2", "Kurt G."])]
        yield* copyOnce(folder, { merge: false }, { ...whole, ...one, isWhole: true }, one, two)
        assert.lengthOf(
          readdirSync(folder).filter((name) => name.includes(".changes-")),
          2,
        )
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
      }),
    ),
  )

  it.live("removes what a run had no more use for that was killed before it could", () =>
    withFolder((folder) =>
      Effect.gen(function* () {
        yield* copyOnce(folder, { format: "ndjson" }, whole)
        const before = readFileSync(join(folder, "Leads.ndjson"))
        yield* copyOnce(folder, { format: "csv" }, whole)
        writeFileSync(join(folder, "Leads.ndjson"), before)
        yield* copyOnce(folder, { format: "csv" })
        assert.deepStrictEqual(readdirSync(folder).toSorted(), ["Leads.csv", "manifest.json"])
      }),
    ),
  )

  it.live("is not changed by a run that has lost it to another one while it was asleep", () =>
    withFolder((folder) =>
      Effect.gen(function* () {
        yield* copyOnce(folder, {}, whole)
        const open = yield* Mirror.folder(folder).open
        writeFileSync(join(folder, "lock"), "another one")
        const failed = yield* Effect.flip(copyInto(open, { ...whole, rows: whole.rows.slice(0, 1) }))
        assert.strictEqual(failed._tag, "StorageFailed")
        assert.lengthOf(readFileSync(join(folder, "Leads.csv"), "utf8").trim().split("\n"), 3)
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
      }),
    ),
  )

  it.live("finishes a commit that has failed in the middle before the next one of the same run", () =>
    withFolder((folder) =>
      Effect.gen(function* () {
        yield* copyOnce(folder, {}, whole)
        const fs = yield* FileSystem.FileSystem
        let isFailing = true
        const failing: FileSystem.FileSystem = {
          ...fs,
          rename: (from, to) => {
            if (!isFailing || !to.endsWith("/manifest.json")) return fs.rename(from, to)
            isFailing = false
            return Effect.fail(
              PlatformError.systemError({
                _tag: "Unknown",
                module: "FileSystem",
                method: "rename",
                pathOrDescriptor: to,
              }),
            )
          },
        }
        yield* Effect.gen(function* () {
          const open = yield* Mirror.folder(folder).open
          const failed = yield* Effect.flip(copyInto(open, { ...whole, rows: whole.rows.slice(0, 1) }))
          assert.strictEqual(failed._tag, "StorageFailed")
          yield* copyInto(open, { ...whole, module: "Contacts" })
        }).pipe(Effect.scoped, Effect.provideService(FileSystem.FileSystem, failing))
        assert.deepStrictEqual((yield* Mirror.verifyFolder(folder)).differences, [])
      }),
    ),
  )
})
