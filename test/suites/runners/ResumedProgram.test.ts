import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { createReadJob, exportRecords, importRows, resultRecords, waitForJob, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken, layerTokenFile, refreshToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { layerFolder } from "@zoho-bulk/core/Journal"
import { layerFolder as stagingFolder } from "@zoho-bulk/core/Staging"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient } from "effect/http"
import { expectTag } from "../../support/failureAfter.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const word = Redacted.make("emulator")

const zoho = Emulator.layer({ records: { Contacts: 25 }, recordsPerPage: 10, jobDuration: 0 })

/** What a program has: a connection of its own, and the files of the runtime. */
const program = Layer.merge(
  ZohoConnection.layer({ auth: layerAccessToken(word) }).pipe(
    Layer.provide(
      Layer.unwrap(Effect.map(Emulator.Emulator, ({ httpClient }) => Layer.succeed(HttpClient.HttpClient, httpClient))),
    ),
  ),
  runner.layerFiles,
)

const countOf = (operation: string) =>
  Effect.gen(function* () {
    const { requests } = yield* (yield* Emulator.Emulator).report
    return requests.filter((request) => request.operation === operation).length
  })

describe("a program with a runner and nothing else", () => {
  it.live(
    "exports with a journal in a folder, stops, and is resumed by a second run: no job is made twice; once it is finished, a third begins anew",
    () =>
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "contacts")
        const contacts = exportRecords({ module: "Contacts", fields: ["Last_Name"] }, undefined, {
          journal: layerFolder(folder),
        })
        const first = yield* Effect.provide(Stream.runCollect(Stream.take(contacts, 12)), Layer.fresh(program))
        assert.strictEqual(first.length, 12)
        const ordered = yield* countOf("createReadJob")
        assert.isAtMost(ordered, 3)
        const second = yield* Effect.provide(Stream.runCollect(contacts), Layer.fresh(program))
        assert.strictEqual(new Set(second.map(({ id }) => id)).size, 25)
        assert.deepStrictEqual(second.slice(0, 12), first)
        assert.strictEqual(yield* countOf("createReadJob"), 3)
        const third = yield* Effect.provide(Stream.runCollect(contacts), Layer.fresh(program))
        assert.deepStrictEqual(third, second)
        assert.strictEqual(yield* countOf("createReadJob"), 6)
        assert.include(
          readFileSync(join(folder, "journal", readdirSync(join(folder, "journal")).toSorted()[2] ?? ""), "utf8"),
          '"step":"ord',
        )
      }).pipe(Effect.scoped, Effect.provide(zoho)),
  )

  it.live("imports with a journal in a folder, is cut short, and is resumed: no row is written twice", () =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "leads")
      const rows = Stream.make(["Last_Name", "Company"], ["Boyle", "Zylker"], ["", "Zylker"])
      const imported = importRows({ module: "Leads", operation: "insert" }, rows, { journal: layerFolder(folder) })
      const [first] = yield* Effect.provide(Stream.runCollect(Stream.take(imported, 1)), Layer.fresh(program))
      assert.strictEqual(first?.status, "added")
      const outcomes = yield* Effect.provide(Stream.runCollect(imported), Layer.fresh(program))
      assert.deepStrictEqual(
        outcomes.map(({ row, status }) => [row, status]),
        [
          [1, "added"],
          [2, "skipped"],
        ],
      )
      assert.deepStrictEqual(outcomes[0], first)
      assert.deepStrictEqual([yield* countOf("uploadFile"), yield* countOf("createWriteJob")], [1, 1])
    }).pipe(Effect.scoped, Effect.provide(zoho)),
  )

  it.live("puts results into a folder before it reads them, in files without a name", () =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "results")
      const { job } = yield* Effect.flatMap(createReadJob({ module: "Contacts" }), waitForJob)
      const names = resultRecords(job, undefined, { staging: stagingFolder(folder) }).pipe(
        Stream.map(() => readdirSync(folder)),
      )
      assert.deepStrictEqual(
        yield* Stream.runCollect(names),
        Array.from({ length: 10 }, () => []),
      )
    }).pipe(Effect.scoped, Effect.provide(program), Effect.provide(zoho)),
  )

  it.live("keeps its tokens in a file that only its user may read", () =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "tokens.json")
      const grant = { clientId: "emulator", clientSecret: word, refreshToken: word }
      const { httpClient } = yield* Emulator.Emulator
      const connection = ZohoConnection.layer({ auth: refreshToken(grant, { store: layerTokenFile(file) }) }).pipe(
        Layer.provide(runner.layerFiles),
        Layer.provide(Layer.succeed(HttpClient.HttpClient, httpClient)),
      )
      for (let run = 0; run < 3; run++) {
        yield* Effect.provide(createReadJob({ module: "Contacts" }), Layer.fresh(connection))
      }
      assert.strictEqual(yield* countOf("renewToken"), 1)
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
    }).pipe(Effect.scoped, Effect.provide(zoho)),
  )

  it.live("fails with StorageFailed where the folder cannot be, before anything is ordered", () =>
    Effect.gen(function* () {
      const journal = layerFolder("/dev/null/contacts")
      const failure = yield* Effect.flip(Stream.runDrain(exportRecords({ module: "Contacts" }, undefined, { journal })))
      expectTag(failure, "StorageFailed")
      assert.strictEqual(yield* countOf("createReadJob"), 0)
    }).pipe(Effect.provide(program), Effect.provide(zoho)),
  )
})
