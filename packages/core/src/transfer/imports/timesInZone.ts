/**
 * Times without an offset, which go to Zoho with the one that they have in a zone.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { defaultFormats, exampleFormats, saysOffset } from "../../formats/values/datePattern.ts"
import { timeInZone } from "../../formats/values/timeInZone.ts"
import type { ImportColumn } from "./ImportRequest.ts"

/** A cell that is sent as it is given. */
export const asItIs = (cell: string): string => cell

/** Whether the cells of a column are given an offset before they are sent. */
const isInZone = ({ format = defaultFormats.datetime, timeZone }: ImportColumn): boolean =>
  timeZone !== undefined && !saysOffset(format)

/**
 * Makes a function that spells a cell of a column as it is sent: a time without an offset gets the offset that applies
 * in the zone of its column. A time that has no offset there, or two, stays unchanged, so that Zoho refuses it: it is
 * never guessed.
 */
export const cellToSend = ({
  format = defaultFormats.datetime,
  timeZone,
}: ImportColumn): ((cell: string) => string) => {
  const zone = Option.getOrUndefined(DateTime.zoneFromString(timeZone ?? ""))
  if (zone === undefined) return asItIs
  const place = timeInZone(format, zone)
  return (cell) => {
    const found = place(cell.trim())
    return found?._tag === "time" ? found.spelled : cell
  }
}

/** Whether any of the columns is sent otherwise than its cells are given. */
export const areRespelled = (columns: ReadonlyArray<ImportColumn>): boolean => columns.some(isInZone)

/** The pattern by which Zoho should read a column as it is sent. */
export const formatToSend = (column: ImportColumn): string | undefined =>
  isInZone(column) ? exampleFormats.datetime : column.format
