import { createHash } from "node:crypto"
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

const hashes: Readonly<Record<string, string>> = { "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512" }

/** Digests at once. */
const digest = (algorithm: AlgorithmIdentifier, data: BufferSource): Promise<ArrayBuffer> => {
  const name = typeof algorithm === "string" ? algorithm : algorithm.name
  const bytes =
    data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const made = createHash(hashes[name] ?? name)
    .update(bytes)
    .digest()
  return Promise.resolve(new Uint8Array(made).buffer)
}

let depth = 0

/** Has everything that the program does happen in one thread, so that the order in which it happens is that of the program. */
export const inOneThread = async <A>(run: () => Promise<A>): Promise<A> => {
  const own = globalThis.CompressionStream
  const { subtle } = crypto
  if (depth++ === 0) {
    Object.assign(globalThis, { CompressionStream: PackingStream })
    Object.defineProperty(subtle, "digest", { value: digest, configurable: true })
  }
  try {
    return await run()
  } finally {
    if (--depth === 0) {
      Object.assign(globalThis, { CompressionStream: own })
      Reflect.deleteProperty(subtle, "digest")
    }
  }
}
