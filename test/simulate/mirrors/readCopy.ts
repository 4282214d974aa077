import { createHash } from "node:crypto"
import { gunzipSync } from "node:zlib"
import type { Mirror } from "@zoho-bulk/core"
import { readRows } from "../check/readArchive.ts"
import type { ZohoRecord } from "./History.ts"

/** The copy of a module as anybody reads it who knows how such a folder is laid out. */
export interface ReadCopy {
  readonly checkpoint: Mirror.Checkpoint
  readonly rows: ReadonlyMap<string, ZohoRecord>
  /** How many rows lie in the files, those of the same id each for itself. */
  readonly lines: number
}

interface File {
  readonly name: string
  readonly bytes: number
  readonly digest: string
}

interface Entry {
  readonly checkpoint: Mirror.Checkpoint
  readonly format: Mirror.CopyFormat
  readonly file: File
  readonly changes: ReadonlyArray<File>
}

const decoder = new TextDecoder()
const block = 2 ** 20

/** The digest of a file: of each MiB after that of those before it. */
const digestOf = (bytes: Uint8Array): string => {
  let digest: Uint8Array = new Uint8Array(32)
  for (let at = 0; at === 0 || at <= bytes.length; at += block) {
    digest = createHash("sha256")
      .update(digest)
      .update(bytes.subarray(at, at + block))
      .digest()
  }
  return Buffer.from(digest).toString("hex")
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (Array.isArray(value)) return value.join(";")
  return typeof value === "string" ? value : JSON.stringify(value)
}

const texts = (record: Readonly<Record<string, unknown>>): ZohoRecord =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, textOf(value)]))

const linesOf = (bytes: Uint8Array): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  decoder
    .decode(bytes)
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line))

const recordsIn = (format: Mirror.CopyFormat, bytes: Uint8Array): ReadonlyArray<ZohoRecord> => {
  if (format === "ndjson") return linesOf(bytes).map(texts)
  const text = decoder.decode(format === "csv.gz" ? gunzipSync(bytes) : bytes)
  const [header = [], ...rows] = readRows(text)
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])))
}

/** The manifests that lie in a folder: the one, and the one that is about to take its place. */
const manifestsIn = (files: ReadonlyMap<string, Uint8Array>) =>
  ["manifest.json", "manifest.next.json"].flatMap((name) => {
    const bytes = files.get(name)
    if (bytes === undefined) return []
    const { modules } = JSON.parse(decoder.decode(bytes)) as { readonly modules: ReadonlyArray<Entry> }
    return [{ modules, isNext: name !== "manifest.json" }]
  })

/** What is not as its manifest says, or what the files of a copy hold. */
const readEntry = (
  files: ReadonlyMap<string, Uint8Array>,
  { changes, checkpoint, file, format }: Entry,
): ReadCopy | string => {
  for (const { bytes, digest, name } of [file, ...changes]) {
    const found = files.get(name)
    if (found === undefined) return `there is no ${name}`
    if (found.length !== bytes || digestOf(found) !== digest) return `${name} is not as the manifest says`
  }
  const bytesOf = ({ name }: File): Uint8Array => files.get(name) ?? new Uint8Array(0)
  const records = recordsIn(format, bytesOf(file))
  const rows = new Map(records.map((record) => [record["id"] ?? "", record]))
  let lines = records.length
  for (const each of changes) {
    for (const change of linesOf(bytesOf(each))) {
      const row = texts((change["row"] ?? {}) as Readonly<Record<string, unknown>>)
      const id = change["change"] === "delete" ? textOf(change["id"]) : (row["id"] ?? "")
      if (rows.delete(id)) lines--
      if (change["change"] === "delete") continue
      rows.set(id, row)
      lines++
    }
  }
  return { checkpoint, rows, lines }
}

/** Copies that were read, by module; what could not be read is told in words. */
export interface CopiesRead {
  readonly copies: ReadonlyMap<string, ReadCopy>
  readonly wrong: ReadonlyArray<string>
}

/** Reads the copies that lie in a folder at this moment. */
export const readCopies = (files: ReadonlyMap<string, Uint8Array>): CopiesRead => {
  const copies = new Map<string, ReadCopy>()
  const wrong = new Map<string, string>()
  for (const { isNext, modules } of manifestsIn(files)) {
    for (const entry of modules) {
      const { module } = entry.checkpoint
      // What only the next one tells of is no copy yet.
      if (copies.has(module) || (isNext && !wrong.has(module))) continue
      const read = readEntry(files, entry)
      if (typeof read !== "string") copies.set(module, read)
      else if (!isNext) wrong.set(module, read)
    }
  }
  for (const module of copies.keys()) wrong.delete(module)
  return { copies, wrong: [...wrong].map(([module, what]) => `${module}: ${what}`) }
}
