import type { KnownSchedule } from "../../durable/table/schedules.ts"
import type { DocumentOf } from "../output/DocumentOf.ts"
import { isoSecond } from "../output/isoSecond.ts"
import type { Style } from "../output/Style.ts"
import { grid } from "../output/Table.ts"
import type { Words } from "../output/Words.ts"

/** A schedule of a store as it is listed. */
export type StoredSchedule = NonNullable<DocumentOf<"storedJourneys">["schedules"]>[number]

const units = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const

/** An interval as somebody gives it, such as 24h. */
export const interval = (millis: number): string => {
  const [unit, size] = units.find(([, each]) => millis % each === 0) ?? (["ms", 1] as const)
  return `${millis / size}${unit}`
}

/** A schedule of the table for the list. */
export const storedSchedule = ({
  dueAt,
  everyMillis,
  key,
  kind,
  last,
  organization,
}: KnownSchedule): StoredSchedule => ({
  key,
  organization,
  ...(kind === undefined ? {} : { kind }),
  everyMillis,
  next: isoSecond(dueAt),
  ...(last === undefined ? {} : { last: { ...last, due: isoSecond(Number(last.key.slice(key.length + 1))) } }),
})

/** The schedules of a store as a table. */
export const schedulesTable = (style: Style, schedules: ReadonlyArray<StoredSchedule>): Words =>
  grid(
    style,
    ["Schedule", "Organisation", "Every", "Next", "Last"],
    schedules.map(({ everyMillis, key, last, next, organization }) => [
      key,
      organization,
      interval(everyMillis),
      next,
      last === undefined ? "-" : `${last.due} ${last.state}`,
    ]),
  )
