import { deflateRawSync, gzipSync } from "node:zlib"

const packers = { "deflate-raw": deflateRawSync, gzip: gzipSync } as const

/** Packs at once, where the runtime's own packs on threads, which come to their ends in no order. */
class PackingStream {
  readonly readable: ReadableStream<Uint8Array>
  readonly writable: WritableStream<Uint8Array>

  constructor(format: keyof typeof packers) {
    const pieces: Array<Uint8Array> = []
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece) => void pieces.push(piece.slice()),
      flush: (controller) => controller.enqueue(new Uint8Array(packers[format](Buffer.concat(pieces)))),
    })
    this.readable = readable
    this.writable = writable
  }
}

let depth = 0

/** Has everything that the program does happen in one thread, so that the order in which it happens is that of the program. */
export const inOneThread = async <A>(run: () => Promise<A>): Promise<A> => {
  const own = globalThis.CompressionStream
  if (depth++ === 0) Object.assign(globalThis, { CompressionStream: PackingStream })
  try {
    return await run()
  } finally {
    if (--depth === 0) Object.assign(globalThis, { CompressionStream: own })
  }
}
