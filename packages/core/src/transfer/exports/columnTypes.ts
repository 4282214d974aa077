import type { Field } from "../../domain/organization/Field.ts"
import type { DataType } from "../../domain/organization/DataType.ts"

/** What is known of a column, as a journey remembers it. */
export interface KnownColumn {
  readonly dataType: DataType
  /** The column that has the name of what it points at. */
  readonly nameColumn?: string
}

/** Tells whether a column through a lookup is what the record is called that it points at: a first or last name alone is not. */
const isName = (path: string, lookup: string): boolean =>
  path.startsWith(`${lookup}.`) && /(?:^|_)name$/i.test(path) && !/\.(?:first|last|user)_name$/i.test(path)

/** What the columns of an export hold, by their names: of all fields, where none were named. What is reached through a lookup is text. */
export const columnTypes = (
  fields: ReadonlyArray<Field>,
  wanted?: ReadonlyArray<string>,
): Readonly<Record<string, KnownColumn>> => {
  const columns = fields.filter(({ apiName }) => wanted === undefined || wanted.includes(apiName))
  return Object.fromEntries(
    columns.map(({ apiName, dataType, resultType = dataType }): [string, KnownColumn] => {
      const nameColumn = wanted?.find((path) => isName(path, apiName))
      return [apiName, { dataType: resultType, ...(nameColumn === undefined ? {} : { nameColumn }) }]
    }),
  )
}
