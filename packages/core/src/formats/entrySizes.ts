import * as Predicate from "effect/Predicate"

/** What an archive says of an entry's content, or what was found to be so. */
export interface EntrySizes {
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
}

/** What precedes the content of an entry, apart from its name and kind. */
export interface EntryFields {
  readonly isDeflated: boolean
  /** Whether the sizes follow the content. */
  readonly isDescribed: boolean
  /** Whether sizes have eight bytes. */
  readonly isWide: boolean
  /** The sizes, if they are known before the content. */
  readonly sizes: EntrySizes | undefined
  readonly crc: number
}

const largest32 = 0xffff_ffff

const viewOf = ({ buffer, byteLength, byteOffset }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

const wideAt = (view: DataView, at: number): number =>
  view.getUint32(at, true) + view.getUint32(at + 4, true) * 0x1_0000_0000

/** Finds the extra field with wide sizes. */
const wideField = (view: DataView): DataView | undefined => {
  let at = 30 + view.getUint16(26, true)
  while (at + 4 <= view.byteLength) {
    const length = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1) return new DataView(view.buffer, view.byteOffset + at + 4, length)
    at += 4 + length
  }
  return undefined
}

/** Reads the fields of a header that is right, as far as others have looked at it. */
export const entryFields = (header: Uint8Array): EntryFields => {
  const view = viewOf(header)
  const isDescribed = (view.getUint16(6, true) & 8) !== 0
  const crc = view.getUint32(14, true)
  let [packed, unpacked] = [view.getUint32(18, true), view.getUint32(22, true)]
  const wide = wideField(view)
  let at = 0
  const widened = (narrow: number): number => {
    if (wide === undefined || narrow !== largest32 || at + 8 > wide.byteLength) return narrow
    at += 8
    return wideAt(wide, at - 8)
  }
  unpacked = widened(unpacked)
  packed = widened(packed)
  // Who puts sizes behind the content usually leaves zeros here.
  const isKnown = !isDescribed || packed !== 0 || unpacked !== 0
  return {
    isDeflated: view.getUint16(8, true) === 8,
    isDescribed,
    isWide: wide !== undefined,
    sizes: isKnown ? { crc, packed, unpacked } : undefined,
    crc,
  }
}

/** What a record can begin with that follows an entry. */
const signatures: ReadonlyArray<number> = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50]

const descriptorSignature = 0x08074b50

/** How many bytes after a content must be read to determine the form of its sizes. */
export const longestDescriptor = 28

/** Reads the sizes behind a content, however they are written: those that are right, if there are such. Gives their length as well. */
export const describedSizes = (
  bytes: Uint8Array,
  isWide: boolean,
  found: EntrySizes,
): { readonly length: number; readonly sizes: EntrySizes; readonly isRight: boolean } | undefined => {
  const view = viewOf(bytes)
  const offsets = bytes.byteLength >= 4 && view.getUint32(0, true) === descriptorSignature ? [4, 0] : [0]
  const candidates = offsets
    .flatMap((offset) => (isWide ? [true, false] : [false, true]).map((wide) => ({ offset, wide })))
    .filter(({ offset, wide }) => offset + (wide ? 20 : 12) <= bytes.byteLength)
    .map(({ offset, wide }) => {
      const crc = view.getUint32(offset, true)
      const [packed, unpacked] = wide
        ? [wideAt(view, offset + 4), wideAt(view, offset + 12)]
        : [view.getUint32(offset + 4, true), view.getUint32(offset + 8, true)]
      const isRight = crc === found.crc && packed === found.packed && unpacked === found.unpacked
      return { length: offset + (wide ? 20 : 12), sizes: { crc, packed, unpacked }, isRight }
    })
  const right = candidates.filter(({ isRight }) => isRight)
  const isFollowed = ({ length }: { readonly length: number }): boolean =>
    length + 4 <= bytes.byteLength && signatures.includes(view.getUint32(length, true))
  return [right.find(isFollowed), right[0], candidates[0]].find(Predicate.isNotUndefined)
}
