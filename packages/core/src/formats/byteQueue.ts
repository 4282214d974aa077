import * as Bytes from "effect/Bytes"

/** Bytes that have come in pieces, and are taken as they are needed. */
export interface ByteQueue {
  readonly length: () => number
  /** How many were taken. */
  readonly taken: () => number
  readonly push: (bytes: Uint8Array) => void
  /** Puts back what was taken last. */
  readonly putBack: (bytes: Uint8Array) => void
  /** Looks at the first bytes, which must be there. */
  readonly peek: (length: number) => Uint8Array
  readonly skip: (length: number) => void
  /** Takes what came in one piece, but no more than so much; there is some. */
  readonly takePiece: (most: number) => Uint8Array
  readonly clear: () => void
}

/** Makes a queue with nothing in it. */
export const makeByteQueue = (): ByteQueue => {
  let pieces: Array<Uint8Array> = []
  let length = 0
  let taken = 0
  const takePiece = (most: number): Uint8Array => {
    const first = pieces[0] ?? new Uint8Array(0)
    const piece = first.subarray(0, most)
    if (piece.byteLength === first.byteLength) pieces.shift()
    else pieces[0] = first.subarray(most)
    length -= piece.byteLength
    taken += piece.byteLength
    return piece
  }
  return {
    length: () => length,
    taken: () => taken,
    push: (bytes) => {
      if (bytes.byteLength === 0) return
      pieces.push(bytes)
      length += bytes.byteLength
    },
    putBack: (bytes) => {
      if (bytes.byteLength === 0) return
      pieces.unshift(bytes)
      length += bytes.byteLength
      taken -= bytes.byteLength
    },
    peek: (most) => {
      const seen: Array<Uint8Array> = []
      for (let at = 0, left = most; left > 0; at++) {
        const piece = (pieces[at] ?? new Uint8Array(0)).subarray(0, left)
        seen.push(piece)
        left -= piece.byteLength
      }
      return Bytes.concat(seen)
    },
    skip: (most) => {
      for (let left = most; left > 0;) left -= takePiece(left).byteLength
    },
    takePiece,
    clear: () => {
      pieces = []
      length = 0
    },
  }
}
