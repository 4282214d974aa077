import { inflateRawSync } from "node:zlib"

const decoder = new TextDecoder()

/** Reads the files of a zip archive by its central directory. */
export const readArchive = (bytes: Uint8Array): ReadonlyArray<{ readonly name: string; readonly text: string }> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) throw new Error(`${bytes.length} bytes are no archive: ${decoder.decode(bytes.subarray(0, 200))}`)
  const files: Array<{ readonly name: string; readonly text: string }> = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const packed = view.getUint32(at + 20, true)
    const local = view.getUint32(at + 42, true)
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)))
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    // Where sizes need more room than there is here, the rest of the archive is the content and more, which inflating leaves alone.
    const content = bytes.subarray(from, packed === 0xffffffff ? bytes.length : from + packed)
    const isStored = view.getUint16(at + 10, true) === 0
    files.push({ name, text: decoder.decode(isStored ? content : inflateRawSync(content)) })
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

/** Reads rows of comma-separated values. */
export const readRows = (text: string): ReadonlyArray<ReadonlyArray<string>> => {
  const rows: Array<ReadonlyArray<string>> = []
  let row: Array<string> = []
  let cell = ""
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (isQuoted && char === '"' && text[at + 1] === '"') cell += text[++at]
    else if (char === '"') isQuoted = !isQuoted
    else if (isQuoted || (char !== "," && char !== "\n" && char !== "\r")) cell += char
    else if (char !== "\r") {
      row.push(cell)
      cell = ""
      if (char === ",") continue
      rows.push(row)
      row = []
    }
  }
  return cell === "" && row.length === 0 ? rows : [...rows, [...row, cell]]
}
