/**
 * A piece of a body, or its end.
 *
 * **Example** (How many bytes it has)
 *
 * ```ts
 * import type { BodyPiece } from "@zoho-bulk/core/runtime"
 *
 * export const sizeOf = (piece: BodyPiece): number => (piece.done ? 0 : piece.value.byteLength)
 * ```
 *
 * @category models
 */
export type BodyPiece =
  | {
      /** There may be more. */
      readonly done: false
      /**
       *  The next bytes.
       */
      readonly value: Uint8Array
    }
  | {
      /** There is no more. */
      readonly done: true
      /** What web streams return at their end. */
      readonly value?: Uint8Array | undefined
    }

/**
 * Reads a body piece by piece, as a web stream is read.
 *
 * **Example** (Only its first piece)
 *
 * ```ts
 * import type { PiecesReader } from "@zoho-bulk/core/runtime"
 *
 * export const first = async (body: PiecesReader) => {
 *   const piece = await body.read()
 *   await body.cancel()
 *   return piece
 * }
 * ```
 *
 * @category models
 */
export interface PiecesReader {
  /** Returns the next piece; rejects if the body breaks off. */
  readonly read: () => Promise<BodyPiece>
  /** Releases the body, even while a piece is awaited. */
  readonly cancel: () => Promise<void>
}
