import { assert, describe, it } from "@effect/vitest"
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { createReadJob, resultRows, waitForJob, ZohoConnection } from "@zoho-bulk/core"
import { layerFolder } from "@zoho-bulk/core/Staging"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, FileSystem, Layer, Path, Redacted, Stream } from "effect"
import { headerAndRows } from "../../support/rows.ts"

const emulated = (faults: ReadonlyArray<Emulator.Fault> = [], contacts = 30) =>
  ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Emulator.layerHttpClient({ records: { Contacts: contacts }, faults, jobDuration: 0 })),
  )

const completed = Effect.gen(function* () {
  const { id } = yield* createReadJob({ module: "Contacts", fields: ["Last_Name", "Email"] })
  return (yield* waitForJob({ kind: "read", id })).job
})

const onDownload = (fault: Omit<Emulator.Fault, "operation">): Emulator.Fault => ({
  ...fault,
  operation: "downloadReadResult",
})

describe("with staging", () => {
  const staged = Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const folder = yield* fs.makeTempDirectoryScoped()
    const job = yield* completed
    const rows = yield* headerAndRows(resultRows(job, { staging: layerFolder(folder) }))
    assert.deepStrictEqual(yield* fs.readDirectory(folder), [])
    return rows
  }).pipe(Effect.scoped, Effect.provide(Layer.merge(NodeFileSystem.layer, Path.layer)))

  it.live.each([
    { does: "wrong-checksum" },
    { does: "truncated", afterBytes: 12_000 },
    { does: "reset-in-body", afterBytes: 12_000 },
  ] as const)("a download that breaks ($does) is taken again, and leaves no file behind", (fault) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* staged).length, 5_001)
    }).pipe(Effect.provide(emulated([onDownload({ ...fault, nth: [1, 2] })], 5_000))),
  )

  it.live("there is nothing in the folder that a process which is killed could leave there", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped()
      const { rows } = yield* resultRows(yield* completed, { staging: layerFolder(folder) })
      const names = yield* Stream.runCollect(Stream.mapEffect(rows, () => fs.readDirectory(folder)))
      assert.strictEqual(names.length, 30)
      assert.deepStrictEqual(names.flat(), [])
    }).pipe(Effect.scoped, Effect.provide([emulated(), NodeFileSystem.layer, Path.layer])),
  )
})
