import type { Readable } from "node:stream"

type Read = ReadableStreamReadResult<Uint8Array>

/** So many bytes are taken before anybody has asked for them: a small answer is not stopped and started again for each piece of it. */
const mostAhead = 65_536

/** Reads a stream of Node piece by piece, as a reader of the web does. */
export const piecesOf = (source: Readable) => {
  const pieces: Array<Uint8Array> = []
  let ahead = 0
  let isOver = false
  let broken: { readonly cause: unknown } | undefined
  let wake: (() => void) | undefined

  const changed = (): void => {
    wake?.()
    wake = undefined
  }
  source.on("data", (piece: Uint8Array) => {
    pieces.push(piece)
    ahead += piece.byteLength
    if (ahead >= mostAhead) source.pause()
    changed()
  })
  source.on("end", () => {
    isOver = true
    changed()
  })
  source.on("error", (cause) => {
    broken = { cause }
    changed()
  })
  source.on("close", () => {
    if (!isOver) broken ??= { cause: new Error("aborted: the connection was closed before the body was whole") }
    changed()
  })

  const read = (): Promise<Read> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const value = pieces.shift()
        if (value !== undefined) {
          ahead -= value.byteLength
          return resolve({ done: false, value })
        }
        if (broken !== undefined) return reject(broken.cause)
        if (isOver) return resolve({ done: true, value: undefined })
        wake = look
        if (source.isPaused()) source.resume()
      }
      look()
    })
  const cancel = async (): Promise<void> => void source.destroy()
  return { read, cancel }
}
