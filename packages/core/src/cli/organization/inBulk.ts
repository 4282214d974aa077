import { type WriteOperation, writeOperations } from "../../domain/WriteRequest.ts"
import type { BulkUse } from "../../metadata/bulkRules.ts"

/** What bulk jobs can do with a thing, and why not. */
export interface InBulk {
  readonly read: boolean
  readonly whyNotRead?: string
  /** The operations that write it. */
  readonly write: ReadonlyArray<WriteOperation>
  /** Why there are none. */
  readonly whyNotWrite?: string
}

/** Asks the rules of bulk jobs about a thing. */
export const inBulk = <A>(thing: A, whyNot: (thing: A, use: BulkUse) => string | undefined): InBulk => {
  const whyNotRead = whyNot(thing, "export")
  const write = writeOperations.filter((operation) => whyNot(thing, operation) === undefined)
  const whyNotWrite = write.length > 0 ? undefined : whyNot(thing, "insert")
  return {
    read: whyNotRead === undefined,
    ...(whyNotRead === undefined ? {} : { whyNotRead }),
    write,
    ...(whyNotWrite === undefined ? {} : { whyNotWrite }),
  }
}

/** Whether a thing can be read, in a table. */
export const readCell = ({ read }: InBulk): string => (read ? "yes" : "no")

/** How a thing can be written, in a table: an upsert accepts what either of the other two accepts. */
export const writeCell = ({ write }: InBulk): string => {
  if (write.length === 0) return "no"
  const isWritten = write.includes("insert") && write.includes("update")
  return isWritten ? "yes" : write.filter((operation) => operation !== "upsert").join(", ")
}

/** Why a thing cannot be read or written, in a table. */
export const reasonsCell = ({ whyNotRead, whyNotWrite }: InBulk): ReadonlyArray<string> => {
  if (whyNotRead === whyNotWrite) return whyNotRead === undefined ? [] : [whyNotRead]
  return [
    ...(whyNotRead === undefined ? [] : [`not read: ${whyNotRead}`]),
    ...(whyNotWrite === undefined ? [] : [`not written: ${whyNotWrite}`]),
  ]
}
