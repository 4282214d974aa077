import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { unzipped, zippedWhole } from "../../../packages/core/src/formats/zip.ts"
import { Zlib } from "../../../packages/core/src/formats/Zlib.ts"
import { runner } from "../../support/runner.ts"

const encoder = new TextEncoder()

/** What packs well, and what is long when it is packed. */
const contents = {
  "that packs well": encoder.encode("Last_Name,Company\n".repeat(2_000)),
  "that is long when it is packed": encoder.encode(
    Array.from({ length: 10_000 }, (_, at) => `${Math.imul(at + 1, 2_654_435_761)},${Math.sqrt(at)}\n`).join(""),
  ),
}

const archiveOf = (content: Uint8Array) => Stream.mkUint8Array(zippedWhole("Züri.csv", content))

const portable = (content: Uint8Array) => Effect.provideService(archiveOf(content), Zlib, undefined)

/** All of an archive but what is packed in it, and how long that is. */
const around = (archive: Uint8Array) => {
  const view = new DataView(archive.buffer, archive.byteOffset)
  const from = 30 + view.getUint16(26, true) + view.getUint16(28, true)
  const packed = view.getUint32(18, true)
  const list = archive.slice(from + packed)
  const header = archive.slice(0, from)
  // Two deflaters may pack differently.
  header.fill(0, 18, 22)
  list.fill(0, 20, 24)
  list.fill(0, list.byteLength - 6, list.byteLength - 2)
  return { header, list }
}

describe.each(Object.entries(contents))("an archive of a file %s, packed by the machine's zlib,", (_, content) => {
  it.effect("has everything that Effect's writer puts around a file", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(around(yield* archiveOf(content)), around(yield* portable(content)))
    }).pipe(Effect.provide(runner.layerHttpClient)),
  )

  it.effect("is the same each time, and is read again, with or without zlib", () =>
    Effect.gen(function* () {
      const archive = yield* archiveOf(content)
      assert.deepStrictEqual(yield* archiveOf(content), archive)
      const read = Stream.mkUint8Array(Stream.flatMap(unzipped(Stream.succeed(archive)), (file) => file.content))
      assert.deepStrictEqual(yield* read, content)
      assert.deepStrictEqual(yield* Effect.provideService(read, Zlib, undefined), content)
    }).pipe(Effect.provide(runner.layerHttpClient)),
  )
})
