import { gunzipSync, gzipSync } from "node:zlib"

type Bytes = ReadableStream<Uint8Array>

/** Changes all bytes at once, where the runtime's own streams do it on threads, which come to their ends in no order. */
const atOnce =
  (change: (whole: Uint8Array) => Uint8Array) =>
  (bytes: Bytes): Bytes => {
    const pieces: Array<Uint8Array> = []
    return bytes.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (piece) => void pieces.push(piece.slice()),
        flush: (controller) => controller.enqueue(new Uint8Array(change(Buffer.concat(pieces)))),
      }),
    )
  }

/** Packs and unpacks in one thread. */
export const gzipAtOnce = { pack: atOnce(gzipSync), unpack: atOnce(gunzipSync) } as const
