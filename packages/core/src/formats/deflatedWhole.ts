import * as Bytes from "effect/Bytes"
import * as Effect from "effect/Effect"
import * as Zip from "effect/encoding/Zip"
import * as Stream from "effect/Stream"
import type { Zlib } from "./Zlib.ts"

const deflated = 8

/** Where the fields of a file are, relative to its method: the same before the file and in the list of files. */
const fields = { crc: 6, packed: 10, unpacked: 14 } as const

/** The length of a file's header, without its name and what is extra. */
const headerLength = 30

const methodInHeader = 8
const methodInList = 10

/**
 * Marks a file that was stored in an archive as deflated, with its checksum and unpacked size; `method` is where its
 * method is.
 */
const tellPacked = ({ buffer, byteOffset }: Uint8Array, method: number, crc: number, unpacked: number): void => {
  const view = new DataView(buffer, byteOffset + method)
  view.setUint16(0, deflated, true)
  view.setUint32(fields.crc, crc, true)
  view.setUint32(fields.unpacked, unpacked, true)
}

/** What an archive has before what is packed, and behind it. */
const around = (pieces: ReadonlyArray<Uint8Array>, packed: Uint8Array): readonly [Uint8Array, Uint8Array] => {
  const at = pieces.indexOf(packed)
  // What is long is handed on as it is.
  if (at !== -1) return [Bytes.concat(pieces.slice(0, at)), Bytes.concat(pieces.slice(at + 1))]
  const archive = Bytes.concat(pieces)
  const view = new DataView(archive.buffer, archive.byteOffset)
  const from = headerLength + view.getUint16(26, true) + view.getUint16(28, true)
  return [archive.slice(0, from), archive.slice(from + packed.byteLength)]
}

/**
 * Packs one file in memory with the machine's deflater, into the archive that Effect's writer makes: that writer lays
 * out the packed data, and the archive is then marked accordingly.
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
      const [header, list] = around(pieces, packed)
      const crc = crc32(content, 0)
      tellPacked(header, methodInHeader, crc, content.byteLength)
      tellPacked(list, methodInList, crc, content.byteLength)
      return [header, packed, list] as const
    }),
  ).pipe(Stream.flattenArray)
