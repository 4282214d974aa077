import { crc32 } from "node:zlib"
import { readArchive } from "../check/readArchive.ts"
import type { WireAnswer } from "./answers.ts"

const encoder = new TextEncoder()

/** An archive of one file, as it is. */
const archiveOf = (name: string, text: string): Uint8Array => {
  const [path, content] = [encoder.encode(name), encoder.encode(text)]
  const record = (size: number, signature: number): readonly [Uint8Array, DataView] => {
    const bytes = new Uint8Array(size)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, signature, true)
    return [bytes, view]
  }
  const describe = (view: DataView, at: number): void => {
    view.setUint16(at, 20, true)
    view.setUint32(at + 10, crc32(content), true)
    view.setUint32(at + 14, content.length, true)
    view.setUint32(at + 18, content.length, true)
    view.setUint16(at + 22, path.length, true)
  }
  const [local, localView] = record(30, 0x04034b50)
  describe(localView, 4)
  const [central, centralView] = record(46, 0x02014b50)
  describe(centralView, 6)
  const [end, endView] = record(22, 0x06054b50)
  const centralAt = local.length + path.length + content.length
  endView.setUint16(8, 1, true)
  endView.setUint16(10, 1, true)
  endView.setUint32(12, central.length + path.length, true)
  endView.setUint32(16, centralAt, true)
  return new Uint8Array(Buffer.concat([local, path, content, central, path, end]))
}

/** A result as Zoho could pack it as well: a page without records has no header, and an import's numbers and line breaks are spelled otherwise. */
export const repacked = (operation: string, answer: WireAnswer): WireAnswer => {
  const [file] = answer.status === 200 ? readArchive(answer.bytes) : []
  if (file === undefined) return answer
  const { name, text } = file
  const isEmpty = !text.trim().includes("\n")
  const respelled = text.replaceAll(/(?<=^|,)("?)7\.5\1(?=,|$)/gm, "7.50").replaceAll("two\nlines", "two\r\nlines")
  if (operation === "downloadReadResult") return isEmpty ? { ...answer, bytes: archiveOf(name, "") } : answer
  return { ...answer, bytes: archiveOf(name, respelled) }
}
