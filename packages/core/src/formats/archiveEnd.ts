import * as Bytes from "effect/Bytes"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** How long the record that ends an archive is, but for its comment. */
const recordLength = 22

/** How many bytes precede it in an archive too large for its fields: the wide record, and its location. */
const wideLength = 56 + 20

/** How far back the marks of an end record may begin, while its last byte is still to come. */
const reach = wideLength + recordLength - 1

const signature = { end: 0x06054b50, wideEnd: 0x06064b50, locator: 0x07064b50 } as const

const nothing = new Uint8Array(0)

const viewOf = ({ buffer, byteLength, byteOffset }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

const isSigned = (view: DataView, at: number, wanted: number): boolean => at >= 0 && view.getUint32(at, true) === wanted

/**
 * Reads how many entries an end record at a place declares; nothing if the directory that it describes is not directly
 * before it.
 */
const entriesIn = (view: DataView, at: number, position: number): number | undefined => {
  const wideAt = at - wideLength
  if (isSigned(view, wideAt, signature.wideEnd) && isSigned(view, at - 20, signature.locator)) {
    const wide = (field: number): number => Number(view.getBigUint64(wideAt + field, true))
    return wide(40) + wide(48) === position - wideLength ? wide(32) : undefined
  }
  return view.getUint32(at + 12, true) + view.getUint32(at + 16, true) === position
    ? view.getUint16(at + 10, true)
    : undefined
}

/** Where an archive ends, found while its bytes go by. */
export interface ArchiveEnd {
  /** How many entries its end record declares; absent until it has arrived. */
  readonly entries: number | undefined
  /** Whether its last byte has gone by. */
  readonly isOver: boolean
  /** Gives what of the next bytes is part of the archive. */
  readonly take: (bytes: Uint8Array) => Uint8Array
}

/**
 * Follows an archive to its end.
 *
 * What looks like an end record in the middle does not count: its directory is not directly before it, counted from the
 * beginning.
 */
export const makeArchiveEnd = (): ArchiveEnd => {
  let before: Uint8Array = nothing
  /** How many bytes have gone by. */
  let position = 0
  let entries: number | undefined
  let commentLeft = 0

  /** Finds the end record in bytes that begin at a place of the archive; gives the place behind it. */
  const findIn = (bytes: Uint8Array, beginning: number, from: number): number | undefined => {
    const view = viewOf(bytes)
    let at = from
    while ((at = bytes.indexOf(0x50, at)) !== -1 && at + recordLength <= bytes.byteLength) {
      if (isSigned(view, at, signature.end)) entries = entriesIn(view, at, beginning + at)
      if (entries !== undefined) {
        commentLeft = view.getUint16(at + 20, true)
        return beginning + at + recordLength
      }
      at++
    }
    return undefined
  }

  const comment = (bytes: Uint8Array): Uint8Array => {
    const kept = bytes.subarray(0, commentLeft)
    commentLeft -= kept.byteLength
    return kept
  }

  return {
    get entries() {
      return entries
    },
    get isOver() {
      return entries !== undefined && commentLeft === 0
    },
    take: (bytes) => {
      if (entries !== undefined) return comment(bytes)
      const seam = Bytes.concat([before, bytes.subarray(0, reach)])
      const unseen = Math.max(0, before.byteLength - recordLength + 1)
      const end = findIn(seam, position - before.byteLength, unseen) ?? findIn(bytes, position, wideLength)
      if (end !== undefined) {
        const ended = end - position
        return bytes.subarray(0, ended + comment(bytes.subarray(ended)).byteLength)
      }
      position += bytes.byteLength
      before = (bytes.byteLength < reach ? seam : bytes).slice(-reach)
      return bytes
    },
  }
}

/**
 * Reads an archive to its end, and a piece further, to see that its source ends well; anything after the end is
 * ignored.
 */
export const untilArchiveEnds =
  (end: ArchiveEnd = makeArchiveEnd()) =>
  <E, R>(archive: Stream.Stream<Uint8Array, E, R>): Stream.Stream<Uint8Array, E, R> =>
    Stream.transformPull(archive, (pull) =>
      Effect.succeed(
        Effect.suspend(() =>
          end.isOver
            ? Effect.andThen(pull, Cause.done())
            : Effect.map(pull, ([first, ...others]) => [end.take(first), ...others.map(end.take)] as const),
        ),
      ),
    )
