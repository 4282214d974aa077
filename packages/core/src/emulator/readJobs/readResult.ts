import * as Stream from "effect/Stream"
import { csvBytes, type CsvRow } from "../../formats/csv.ts"
import { type ZipError, zipped } from "../../formats/zip.ts"
import type { DataType } from "../../domain/organization/DataType.ts"
import { isReadable, type Value } from "../model/Field.ts"
import { recordId } from "../model/Module.ts"
import type { ReadQuery, Selection } from "../model/ReadQuery.ts"
import { moduleNamed, type Records } from "../model/Records.ts"
import { formatTime } from "../model/times.ts"
import { columnOf } from "../organization/columnOf.ts"
import { selectedNumbers, selectRecords } from "../organization/selectRecords.ts"

/** Writes a value as result files have it: a moment with its offset, `true` and `false` as words, nothing as nothing. */
const formatValue = (type: DataType, value: Value): string => {
  if (value === null) return ""
  return type === "datetime" ? formatTime(Number(value)) : String(value)
}

/** Rows that are made, written and packed at one go. */
const rowsAtOnce = 2_000

/** The record's id is always there, as `Id`, whatever was asked for (seen in a result of v8). */
function* rowsOf(query: ReadQuery, selection: Selection): Generator<CsvRow> {
  const columns = query.columns.filter(({ name }) => name.toLowerCase() !== "id")
  yield ["Id", ...columns.map(({ name }) => name)]
  for (const n of selectedNumbers(query, selection)) {
    yield [recordId(query.module, n), ...columns.map(({ type, valueOf }) => formatValue(type, valueOf(n)))]
  }
}

/** All records of a module, spelled as in a result, by the names of their fields and `id`. */
export const spelledRecords = (records: Records, apiName: string): ReadonlyArray<Readonly<Record<string, string>>> => {
  const module = moduleNamed(records, apiName)
  if (module === undefined) return []
  const columns = module.fields
    .filter(isReadable)
    .flatMap((field) => columnOf(records, module, field.apiName) ?? [])
    .filter(({ name }) => name.toLowerCase() !== "id")
  const query: ReadQuery = {
    records,
    module,
    fields: undefined,
    columns,
    conditions: undefined,
    page: 1,
    fileType: "csv",
  }
  return Array.from(selectedNumbers(query, selectRecords(query, Number.MAX_SAFE_INTEGER)), (n) =>
    Object.fromEntries([
      ["id", recordId(module, n)],
      ...columns.map(({ name, type, valueOf }) => [name, formatValue(type, valueOf(n))] as const),
    ]),
  )
}

const calendarTime = (millis: number): string => formatTime(millis).slice(0, 19).replaceAll(/[-:]/g, "")

const escapeText = (text: string): string =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`)

function* calendarOf(query: ReadQuery, selection: Selection): Generator<string> {
  const valueOf = (name: string) => columnOf(query.records, query.module, name)?.valueOf ?? (() => null)
  const title = valueOf("Event_Title")
  const start = valueOf("Start_DateTime")
  const end = valueOf("End_DateTime")
  yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Zoho Corporation//Zoho CRM//EN\r\n"
  for (const n of selectedNumbers(query, selection)) {
    const lines = [
      "BEGIN:VEVENT",
      `UID:${recordId(query.module, n)}`,
      `DTSTART;TZID=Asia/Kolkata:${calendarTime(Number(start(n)))}`,
      `DTEND;TZID=Asia/Kolkata:${calendarTime(Number(end(n)))}`,
      `SUMMARY:${escapeText(String(title(n) ?? ""))}`,
      "END:VEVENT",
    ]
    yield `${lines.join("\r\n")}\r\n`
  }
  yield "END:VCALENDAR\r\n"
}

/** The archive of a read job, made as it is read: `{id}.csv` or `{id}.ics`, and nothing else. */
export const readResult = (
  jobId: string,
  query: ReadQuery,
  selection: Selection,
): Stream.Stream<Uint8Array, ZipError> => {
  const chunked = { chunkSize: rowsAtOnce }
  const content =
    query.fileType === "ics"
      ? Stream.encodeText(Stream.fromIterable(calendarOf(query, selection), chunked))
      : csvBytes(Stream.fromIterable(rowsOf(query, selection), chunked))
  return zipped([{ name: `${jobId}.${query.fileType}`, content }])
}
