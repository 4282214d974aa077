import type { Field } from "../../domain/organization/Field.ts"
import type { DataType } from "../../domain/organization/DataType.ts"

/** What is known of a column, as a journey remembers it. */
export interface KnownColumn {
  readonly dataType: DataType
  /** The column that has the name of what it points at. */
  readonly nameColumn?: string
}

/**
 * Checks whether a column through a lookup is what the record is called that it points at, such as
 * `Account_Name.Account_Name` or `Owner.full_name`: any other name, such as that of a contact's account, is a column of
 * its own.
 */
const isName = (path: string, { apiName, lookupModule = "" }: Field): boolean => {
  const named = [`${lookupModule.replace(/s$/, "")}_Name`, "Full_Name", "Name"].map((name) => `${apiName}.${name}`)
  return named.some((name) => name.toLowerCase() === path.toLowerCase())
}

/** What the columns of an export hold, by their names: of all fields, where none were named. What is reached through a lookup is text. */
export const columnTypes = (
  fields: ReadonlyArray<Field>,
  wanted?: ReadonlyArray<string>,
): Readonly<Record<string, KnownColumn>> => {
  const columns = fields.filter(({ apiName }) => wanted === undefined || wanted.includes(apiName))
  return Object.fromEntries(
    columns.map((field): [string, KnownColumn] => {
      const { apiName, dataType, resultType = dataType } = field
      const nameColumn = wanted?.find((path) => isName(path, field))
      return [apiName, { dataType: resultType, ...(nameColumn === undefined ? {} : { nameColumn }) }]
    }),
  )
}
