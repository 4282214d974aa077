import { deflateRawSync } from "node:zlib"
import * as zlib from "node:zlib"

/** A file or folder as it will stand in an archive: right, but for what is said to be otherwise. */
export interface ArchiveEntry {
  readonly name: string
  readonly content?: Uint8Array | string
  /** The bytes that stand in its place, where they are packed already or lie. */
  readonly packed?: Uint8Array
  readonly method?: number
  readonly flags?: number
  readonly size?: number
  readonly checksum?: number
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === "string" ? Buffer.from(content) : content

const fieldsOf = ({ checksum, content = "", flags = 0, method = 8, name, packed, size }: ArchiveEntry) => {
  const plain = bytesOf(content)
  return {
    name: Buffer.from(name),
    body: packed ?? (method === 0 ? plain : deflateRawSync(plain)),
    flags,
    method,
    checksum: checksum ?? zlib.crc32(plain),
    size: size ?? plain.byteLength,
  }
}

/** What a local and a central header have in common. */
const middle = ({ body, checksum, flags, method, name, size }: ReturnType<typeof fieldsOf>): Buffer => {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(flags, 2)
  fields.writeUInt16LE(method, 4)
  fields.writeUInt32LE(0x5a21_0000, 6)
  fields.writeUInt32LE(checksum, 10)
  fields.writeUInt32LE(body.byteLength, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(name.byteLength, 22)
  return fields
}

/** The header and the content of an entry. */
export const localEntry = (entry: ArchiveEntry): Buffer => {
  const fields = fieldsOf(entry)
  return Buffer.concat([Buffer.from("PK\x03\x04"), middle(fields), fields.name, fields.body])
}

/** An entry of the central directory. */
export const centralEntry = (entry: ArchiveEntry, offset = 0): Buffer => {
  const fields = fieldsOf(entry)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), middle(fields), rest, fields.name])
}

/** The record that ends an archive. */
export const endRecord = (entries: number, directoryBytes: number, directoryAt: number, comment = ""): Buffer => {
  const record = Buffer.alloc(22)
  record.write("PK\x05\x06", "latin1")
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(directoryBytes, 12)
  record.writeUInt32LE(directoryAt, 16)
  record.writeUInt16LE(comment.length, 20)
  return Buffer.concat([record, Buffer.from(comment)])
}

/** How the end of an archive lies. */
interface Ending {
  /** Another number of entries than there are. */
  readonly entries?: number
  /** What its directory lists in place of what is there. */
  readonly listed?: ReadonlyArray<ArchiveEntry>
  readonly comment?: string
}

/** A whole archive. */
export const archive = (
  entries: ReadonlyArray<ArchiveEntry>,
  { comment, entries: count, listed = entries }: Ending = {},
): Buffer => {
  const local = entries.map(localEntry)
  let offset = 0
  const offsets = local.map(({ byteLength }) => (offset += byteLength) - byteLength)
  const directory = Buffer.concat(listed.map((entry, at) => centralEntry(entry, offsets[at] ?? 0)))
  return Buffer.concat([...local, directory, endRecord(count ?? listed.length, directory.byteLength, offset, comment)])
}

/** The same archive, ended as one is that is too large for the fields of an end record. */
export const wideEndRecord = (whole: Buffer): Buffer => {
  const at = whole.byteLength - 22
  const record = whole.subarray(at)
  const wide = Buffer.alloc(56)
  wide.write("PK\x06\x06", "latin1")
  wide.writeBigUInt64LE(44n, 4)
  wide.writeBigUInt64LE(BigInt(record.readUInt16LE(10)), 24)
  wide.writeBigUInt64LE(BigInt(record.readUInt16LE(10)), 32)
  wide.writeBigUInt64LE(BigInt(record.readUInt32LE(12)), 40)
  wide.writeBigUInt64LE(BigInt(record.readUInt32LE(16)), 48)
  const locator = Buffer.alloc(20)
  locator.write("PK\x06\x07", "latin1")
  locator.writeBigUInt64LE(BigInt(at), 8)
  return Buffer.concat([whole.subarray(0, at), wide, locator, endRecord(0xffff, 0xffffffff, 0xffffffff)])
}
