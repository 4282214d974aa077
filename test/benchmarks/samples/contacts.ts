/**
 * The archive of a read job's result, as Zoho packs it: contacts, ten cells a row, of which every second row has cells in quotes. The same bytes
 * each time; made once, and kept in the folder for temporary files.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { deflateRawSync, crc32 } from "node:zlib"

/** What an archive holds, and how much that is. */
export interface Sample {
  readonly archive: Uint8Array
  readonly rows: number
  /** How many bytes of CSV it unpacks to. */
  readonly bytes: number
}

const header = "Id,Last_Name,First_Name,Email,Phone,Mailing_City,Description,Annual_Revenue,Owner,Modified_Time"

const cities = ["Berlin", "Zürich", "Chennai", "Austin", "Lyon", "São Paulo", "Osaka", "Leeds"]
const words = ["Asked", "for", "an", "offer", "by", "phone", "called", "back", "on", "Monday", "about", "the", "terms"]

/** Numbers that look drawn, and are the same each time. */
const drawn = (row: number, salt: number): number => {
  const mixed = Math.imul(row + salt * 7_919, 2_654_435_761)
  return Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 3
}

const sentence = (row: number): string =>
  Array.from({ length: 6 + (drawn(row, 1) % 7) }, (_, at) => words[drawn(row, at + 2) % words.length]).join(" ")

const line = (row: number): string => {
  const isQuoted = row % 2 === 1
  const name = `Tester${drawn(row, 20) % 100_000}`
  const description = isQuoted ? `"${sentence(row)}, then ""${words[row % words.length]}""."` : sentence(row)
  return [
    `41508680000${String(10_000_000 + row)}`,
    isQuoted ? `"${name}, Ltd."` : name,
    `First${drawn(row, 21) % 1_000}`,
    `${name.toLowerCase()}@example.com`,
    `+49 30 ${drawn(row, 22) % 10_000_000}`,
    cities[drawn(row, 23) % cities.length],
    description,
    `${drawn(row, 24) % 1_000_000}.${10 + (row % 90)}`,
    "4150868000000225013",
    `2026-0${1 + (row % 9)}-1${row % 10}T0${row % 10}:2${row % 10}:30+05:30`,
  ].join(",")
}

/** An archive of one file whose sizes stand before it. */
const zip = (name: string, content: Uint8Array): Buffer => {
  const packed = deflateRawSync(content, { level: 6 })
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(crc32(content), 10)
  fields.writeUInt32LE(packed.byteLength, 14)
  fields.writeUInt32LE(content.byteLength, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name)])
  const listing = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(listing.byteLength, 12)
  end.writeUInt32LE(local.byteLength + packed.byteLength, 16)
  return Buffer.concat([local, packed, listing, end])
}

const csvOf = (rows: number): Buffer => {
  const pieces = [Buffer.from(`${header}\n`)]
  for (let from = 0; from < rows; from += 10_000) {
    const many = Math.min(10_000, rows - from)
    pieces.push(Buffer.from(Array.from({ length: many }, (_, at) => `${line(from + at)}\n`).join("")))
  }
  return Buffer.concat(pieces)
}

const folder = join(tmpdir(), "zoho-bulk-benchmarks")

/** Where an archive of so many contacts lies. */
export const contactsFile = (rows = 200_000): string => {
  const file = join(folder, `contacts-${rows}-1.zip`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, zip("Contacts.csv", csvOf(rows)))
  renameSync(unfinished, file)
  return file
}

/** An archive of so many contacts. */
export const contacts = (rows = 200_000): Sample => {
  const archive = readFileSync(contactsFile(rows))
  return { archive, rows, bytes: archive.readUInt32LE(22) }
}

/** The bytes as a connection brings them. */
export const piecesOf = (bytes: Uint8Array, size = 65_536): ReadonlyArray<Uint8Array> =>
  Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size))

/** What an archive of so many contacts holds, still packed. */
export const packedContent = (rows = 200_000): Uint8Array => {
  const { archive } = contacts(rows)
  const view = new DataView(archive.buffer, archive.byteOffset)
  const from = 30 + view.getUint16(26, true)
  return archive.subarray(from, from + view.getUint32(18, true))
}
