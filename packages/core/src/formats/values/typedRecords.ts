import * as Arr from "effect/Array"
import * as Stream from "effect/Stream"
import type * as Schema from "effect/Schema"
import type { DataType } from "../../domain/organization/DataType.ts"
import { spellingOf } from "./spellings.ts"

/** What is known of a column of an export. */
export interface ColumnType {
  readonly dataType: DataType
  /** For a lookup: the column that has the name of what it points at, such as `Account_Name.Account_Name`. */
  readonly nameColumn?: string | undefined
}

type Cells = ReadonlyArray<string>

/** Ids are texts, whatever Zoho calls their type: as a number, most programs would round one of 19 digits to that of another record. */
const isId = (column: string): boolean => /(?:^|\.)id$/i.test(column)

type Typed = readonly [name: string, valueOf: (row: Cells) => Schema.Json]

/** How to make a record from a row, column by column: the name of a lookup is placed next to its id. */
const columnsOf = (header: Cells, typeOf: (column: string) => ColumnType | undefined): ReadonlyArray<Typed> => {
  const types = header.map(typeOf)
  const names = new Set(
    types.map((type) => type?.nameColumn).filter((name) => name !== undefined && header.includes(name)),
  )
  return header.flatMap((column, at): ReadonlyArray<Typed> => {
    if (names.has(column)) return []
    const type = types[at]
    if (type === undefined || isId(column)) return [[column, (row) => row[at] ?? ""]]
    const { dataType, nameColumn } = type
    const { toJson } = spellingOf(dataType)
    const nameAt = nameColumn === undefined ? -1 : header.indexOf(nameColumn)
    if (nameAt === -1) return [[column, (row) => toJson(row[at] ?? "")]]
    const both = (row: Cells): Schema.Json => {
      const id = toJson(row[at] ?? "")
      return id === null ? null : { id, name: row[nameAt] ?? "" }
    }
    return [[column, both]]
  })
}

/** Makes records of rows, whose first one is the header, with the values that the types of the columns have; what has no type is text. */
export const typedRecords =
  (typeOf: (column: string) => ColumnType | undefined) =>
  <E, R>(rows: Stream.Stream<Cells, E, R>): Stream.Stream<Schema.Json, E, R> =>
    Stream.suspend(() => {
      let columns: ReadonlyArray<Typed> | undefined
      return Stream.mapArray(rows, (chunk) => {
        const body = columns === undefined ? chunk.slice(1) : chunk
        columns ??= columnsOf(chunk[0], typeOf)
        const known = columns
        const records: ReadonlyArray<Schema.Json> = body.map((row) =>
          Object.fromEntries(known.map(([name, valueOf]) => [name, valueOf(row)])),
        )
        return [records]
      }).pipe(Stream.filter(Arr.isReadonlyArrayNonEmpty), Stream.flattenArray)
    })
