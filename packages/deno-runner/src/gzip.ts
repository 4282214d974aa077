import { pipeline, Readable } from "node:stream"
import { ReadableStream as NodeStream } from "node:stream/web"
import { createGunzip, createGzip } from "node:zlib"

type Bytes = ReadableStream<Uint8Array>

/** The runtime's types know web streams twice over. */
type NodeBytes = Parameters<typeof Readable.fromWeb>[0]

const through =
  (make: typeof createGzip | typeof createGunzip) =>
  (bytes: Bytes): Bytes =>
    // What breaks one end breaks the other, and with it whoever reads there.
    NodeStream.from(pipeline(Readable.fromWeb(bytes as NodeBytes), make(), () => {})) as Bytes

/** Packs files, and unpacks them: parts that follow each other are one file. */
export const gzip = { pack: through(createGzip), unpack: through(createGunzip) } as const
