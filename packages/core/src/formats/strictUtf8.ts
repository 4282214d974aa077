/** The most bytes of one character, in any encoding. */
export const longestCharacter = 4

/** Those of the last bytes that begin a character without ending it. */
export const begunInUtf8 = (last: Uint8Array): Uint8Array => {
  const lead = last.findLastIndex((byte) => byte < 0x80 || byte >= 0xc0)
  const byte = last[lead] ?? 0
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
  return last.subarray(last.length - lead < length ? lead : last.length)
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(first.byteLength + second.byteLength)
  bytes.set(first)
  bytes.set(second, first.byteLength)
  return bytes
}

/**
 * Decodes UTF-8 piece by piece, and throws if it is not valid; without a piece, it ends. Engines are several times as
 * fast if they may replace what they cannot read: only text with the replacement character, which may be genuine, is
 * read again by a strict decoder.
 */
export const makeStrictUtf8 = (): ((piece: Uint8Array | undefined) => string) => {
  const replacing = new TextDecoder("utf-8", { ignoreBOM: true })
  const refusing = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  let begun = new Uint8Array()
  return (piece) => {
    if (piece === undefined) return refusing.decode(begun)
    const bytes = begun.byteLength === 0 ? piece : joined(begun, piece)
    // Of a Buffer of Node, what `slice` gave would go with its piece.
    begun = Uint8Array.from(begunInUtf8(bytes.subarray(-longestCharacter)))
    const whole = bytes.subarray(0, bytes.byteLength - begun.byteLength)
    const text = replacing.decode(whole)
    return text.includes("\uFFFD") ? refusing.decode(whole) : text
  }
}
