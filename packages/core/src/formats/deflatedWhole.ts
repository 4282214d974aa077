import * as Bytes from "effect/Bytes"
import * as Effect from "effect/Effect"
import * as Zip from "effect/encoding/Zip"
import * as Stream from "effect/Stream"
import type { Zlib } from "./Zlib.ts"

const deflated = 8

/** Where the fields of a file stand from where its method does: the same in front of it and in the list of files. */
const fields = { crc: 6, packed: 10, unpacked: 14 } as const

/** The length of a file's header, without its name and what is extra. */
const headerLength = 30

const methodInHeader = 8
const methodInList = 10

/** Says of a file which was put into an archive as it is that it was packed before, and of what. */
const tellPacked = (archive: Uint8Array, crc: number, unpacked: number): Uint8Array => {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const packed = view.getUint32(methodInHeader + fields.packed, true)
  const list = headerLength + view.getUint16(26, true) + view.getUint16(28, true) + packed
  for (const at of [methodInHeader, list + methodInList]) {
    view.setUint16(at, deflated, true)
    view.setUint32(at + fields.crc, crc, true)
    view.setUint32(at + fields.unpacked, unpacked, true)
  }
  return archive
}

/**
 * Packs one file that is held in memory, by the machine's deflater, into the archive that Effect's writer makes: it lays out what is packed
 * already, and the archive is told so.
 */
export const deflatedWhole = (
  { crc32, deflate }: Zlib,
  name: string,
  content: Uint8Array,
): Stream.Stream<Uint8Array, Zip.ZipError> =>
  Stream.fromEffect(
    Effect.gen(function* () {
      const packed = yield* Effect.promise(() => deflate(content))
      const pieces = yield* Stream.succeed(Zip.file(name, packed, { method: "Store" })).pipe(
        Stream.pipeThroughChannelOrFail(Zip.encode()),
        Stream.runCollect,
      )
      return tellPacked(Bytes.concat(pieces), crc32(content, 0), content.byteLength)
    }),
  )
