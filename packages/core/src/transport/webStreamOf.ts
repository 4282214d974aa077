import type { PiecesReader } from "./PiecesReader.ts"

/**
 * Reads a Node-style stream piece by piece. Cancelling destroys it immediately, even while a piece is awaited: a web
 * stream that a runtime makes of it waits for that piece first, which may never arrive.
 *
 * **Example** (Bytes of a generator)
 *
 * ```ts
 * import { piecesOf } from "@zoho-bulk/core/runtime"
 *
 * async function* bytes() {
 *   yield new Uint8Array([1, 2, 3])
 * }
 *
 * export const reader = piecesOf(Object.assign(bytes(), { destroy: () => {} }))
 * ```
 *
 * @category constructors
 */
export const piecesOf = (
  body: AsyncIterable<Uint8Array> & {
    /** Ends it immediately, along with its source. */
    readonly destroy: () => unknown
  },
): PiecesReader => {
  const pieces = body[Symbol.asyncIterator]()
  return {
    read: async () => {
      const { done, value } = await pieces.next()
      return done === true ? { done } : { done: false, value }
    },
    cancel: async () => void body.destroy(),
  }
}

/**
 * Makes a web stream from a reader of pieces. Nothing is read before somebody asks for it.
 *
 * **Example** (A web response of it)
 *
 * ```ts
 * import { type PiecesReader, webStreamOf } from "@zoho-bulk/core/runtime"
 *
 * export const responseOf = (body: PiecesReader): Response => new Response(webStreamOf(body))
 * ```
 *
 * @category constructors
 */
export const webStreamOf = (reader: PiecesReader): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream(
    {
      pull: async (controller) => {
        const piece = await reader.read()
        if (piece.done) controller.close()
        else controller.enqueue(piece.value as Uint8Array<ArrayBuffer>)
      },
      cancel: () => reader.cancel(),
    },
    { highWaterMark: 0 },
  )
