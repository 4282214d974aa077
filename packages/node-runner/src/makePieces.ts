import type { PiecesReader } from "@zoho-bulk/core/runtime"

/** So many bytes are taken before anybody has asked for them, and so many pieces: a small answer is not stopped and started again for each of them. */
const mostAhead = 65_536
const mostPiecesAhead = 1_024

/** What a body comes from. */
interface Source {
  readonly pause: () => void
  readonly resume: () => void
  readonly abort: (reason: Error) => void
}

/** A body that comes in pieces: one end takes them, the other is read as a web stream is. */
export interface Pieces extends PiecesReader {
  readonly push: (piece: Uint8Array) => void
  readonly end: () => void
  readonly fail: (cause: unknown) => void
}

/** Keeps the pieces of a body until they are read, and makes its source wait while nobody reads. */
export const makePieces = (source: Source): Pieces => {
  const pieces: Array<Uint8Array> = []
  let ahead = 0
  let isOver = false
  let broken: { readonly cause: unknown } | undefined
  let wake: (() => void) | undefined

  const changed = (): void => {
    wake?.()
    wake = undefined
  }

  return {
    push: (piece) => {
      pieces.push(piece)
      ahead += piece.byteLength
      if (ahead >= mostAhead || pieces.length >= mostPiecesAhead) source.pause()
      changed()
    },
    end: () => {
      isOver = true
      changed()
    },
    fail: (cause) => {
      broken ??= { cause }
      changed()
    },
    read: () =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const value = pieces.shift()
          if (value !== undefined) {
            ahead -= value.byteLength
            return resolve({ done: false, value })
          }
          if (broken !== undefined) return reject(broken.cause)
          if (isOver) return resolve({ done: true })
          wake = look
          source.resume()
        }
        look()
      }),
    cancel: async () => {
      if (!isOver && broken === undefined) source.abort(new Error("aborted: nobody reads the rest of the body"))
    },
  }
}
