import * as Digest from "effect/crypto/Digest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const sha256 = (bytes: Uint8Array): Effect.Effect<Uint8Array> =>
  Digest.Digest.use((digest) => digest.digest(Digest.sha256, bytes)).pipe(Effect.provide(Digest.layerWebCrypto))

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

/** The digest (SHA-256) of a text. */
export const digestOfText = (text: string): Effect.Effect<string> =>
  Effect.map(sha256(new TextEncoder().encode(text)), hex)

const blockSize = 2 ** 20

/** A block that nobody fills now: who digests many files one after the other asks for no new one. */
let spare: Uint8Array<ArrayBuffer> | undefined

/**
 * Makes the digest of bytes that come piece by piece.
 *
 * A runtime digests only what is there as a whole, so that each block of 1 MiB is digested (SHA-256) together with the digest of those before it.
 */
export const digestByPieces = () => {
  const block = spare ?? new Uint8Array(32 + blockSize)
  spare = undefined
  block.fill(0, 0, 32)
  let filled = 0
  const close = Effect.suspend(() =>
    Effect.map(sha256(block.subarray(0, 32 + filled)), (digest) => {
      block.set(digest)
      filled = 0
      return digest
    }),
  )
  const add = Effect.fnUntraced(function* (piece: Uint8Array) {
    for (let at = 0; at < piece.byteLength;) {
      const next = piece.subarray(at, at + blockSize - filled)
      block.set(next, 32 + filled)
      filled += next.byteLength
      at += next.byteLength
      if (filled === blockSize) yield* close
    }
  })
  const end = Effect.map(close, (digest) => {
    spare = block
    return hex(digest)
  })
  return { add, end }
}

/** The digest of bytes of any number. */
export const digestOfBytes = <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Effect.Effect<string, E, R> =>
  Effect.suspend(() => {
    const { add, end } = digestByPieces()
    return Effect.andThen(Stream.runForEach(bytes, add), end)
  })
