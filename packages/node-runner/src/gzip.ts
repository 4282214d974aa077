import { pipeline, Readable } from "node:stream"
import { ReadableStream as NodeStream } from "node:stream/web"
import { createGunzip, createGzip } from "node:zlib"

type Bytes = ReadableStream<Uint8Array>

/** The runtime's types know web streams twice over. */
type NodeBytes = Parameters<typeof Readable.fromWeb>[0]

// What breaks one end of a pipeline breaks the other, and with it whoever reads there.
const packed = (bytes: Bytes): Bytes =>
  NodeStream.from(pipeline(Readable.fromWeb(bytes as NodeBytes), createGzip(), () => {})) as Bytes

/** The unpacker takes a zero behind a part for padding, and all that follows with it: there may be nothing but zeros. */
const unpacked = (bytes: Bytes): Bytes => {
  const gunzip = createGunzip()
  let given = 0
  let endOfContent = 0
  const watch = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      const last = chunk.findLastIndex((byte) => byte !== 0)
      if (last !== -1) endOfContent = given + last + 1
      given += chunk.length
      yield chunk
    }
  }
  const whole = async function* () {
    yield* pipeline(Readable.fromWeb(bytes as NodeBytes), watch, gunzip, () => {}) as AsyncIterable<Uint8Array>
    if (endOfContent > gunzip.bytesWritten) throw new Error("there are bytes behind the end of what is packed")
  }
  return NodeStream.from(whole()) as Bytes
}

/** Packs files, and unpacks them: parts that follow each other are one file. */
export const gzip = { pack: packed, unpack: unpacked } as const
