import { Zlib, type Inflater } from "@zoho-bulk/core/runtime"
import * as Layer from "effect/Layer"
import { promisify } from "node:util"
import { crc32, createInflateRaw, deflateRaw } from "node:zlib"

/** How much is unpacked at a time: with half as much, zlib needs a sixth more time; with twice as much, hardly less. */
const chunkSize = 131_072

const isAtEnd = ({ buffer, byteLength, byteOffset }: Uint8Array): boolean =>
  byteOffset + byteLength === buffer.byteLength

/** Buffers that are filled to their end: zlib puts nothing more into them. */
const filled = new WeakSet<ArrayBufferLike>()

/** Frees a buffer once its last bytes were read: V8 would leave as much as 64 MiB of them. */
const release = (unpacked: Uint8Array): void => {
  const { buffer } = unpacked
  if (isAtEnd(unpacked) && filled.delete(buffer) && buffer instanceof ArrayBuffer) buffer.transfer(0)
}

/** Unpacks a file by zlib, while what is unpacked by then is read. */
const inflater = (): Inflater => {
  const inflate = createInflateRaw({ chunkSize })
  let given = 0
  let isHungry = true
  let problem: Error | undefined
  let wake = (): void => {}
  inflate.on("readable", () => wake())
  inflate.on("error", (error) => {
    problem = error
    wake()
  })
  return {
    write: (packed) => {
      given += packed.byteLength
      isHungry = false
      inflate.write(packed, () => {
        isHungry = true
        wake()
      })
    },
    read: async () => {
      for (;;) {
        const bytes: Uint8Array | null = inflate.read()
        if (bytes !== null) {
          if (bytes.buffer.byteLength === chunkSize && isAtEnd(bytes)) filled.add(bytes.buffer)
          return bytes
        }
        if (problem !== undefined) throw problem
        // It leaves alone what stands behind its file.
        if (isHungry) return inflate.bytesWritten < given ? "is done" : "needs more"
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    used: () => inflate.bytesWritten,
    close: () => void inflate.destroy(),
  }
}

const deflateWhole = promisify<Uint8Array, { chunkSize: number }, Uint8Array>(deflateRaw)
const deflate = (bytes: Uint8Array): Promise<Uint8Array> => deflateWhole(bytes, { chunkSize })

/** Lets archives be packed and unpacked by zlib. */
export const layerZlib: Layer.Layer<never> = Layer.succeed(Zlib, { crc32, deflate, inflater, release })
