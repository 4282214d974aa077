import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { pageTokenLife } from "../../transfer/exports/beginningAnew.ts"
import { jobsIn } from "../../transfer/journal/OrderState.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import { isoSecond } from "../output/isoSecond.ts"
import { amount, duration, longDuration, number } from "../output/amount.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import type { Style } from "../output/Style.ts"
import { grid } from "../output/Table.ts"
import { lines, say, type Words } from "../output/Words.ts"
import { isFinished, type KnownJourney } from "./Journeys.ts"

/** A journey as it is listed. */
export type ListedJourney = LineOf<"jobs">

const fileOfImport = Schema.decodeUnknownOption(Schema.Struct({ file: Schema.String }))

/** The file that is read or written; `-` where that is stdin or stdout. */
const fileOf = ({ journey }: KnownJourney): string =>
  journey.command === "export"
    ? journey.output
    : Option.match(fileOfImport(journey.request), { onNone: () => standardOutput, onSome: ({ file }) => file })

/** How many rows it has, as far as that is known: an import as soon as it has read them, an export at its end. */
const rowsOf = ({ entries, journey }: KnownJourney): number | undefined =>
  journey.rows ?? entries.findLast((entry) => entry.step === "split")?.parts.reduce((sum, rows) => sum + rows, 0)

/** Until when an export can go on: as long as its page tokens live. */
const resumableUntil = (known: KnownJourney): number | undefined => {
  const paged = known.entries.findLast(({ step }) => step === "paged")
  return paged === undefined || isFinished(known) || known.journey.command === "import"
    ? undefined
    : paged.at + pageTokenLife
}

/** A journey for the list. */
export const listedJourney = (known: KnownJourney, state: ListedJourney["state"]) => {
  const { begunAt, command, host, id, module, output } = known.journey
  const until = resumableUntil(known)
  const rows = rowsOf(known)
  return {
    id,
    command,
    module,
    ...(host === undefined ? {} : { host }),
    begun: isoSecond(begunAt),
    state,
    ...(rows === undefined ? {} : { rows }),
    file: fileOf(known),
    jobs: jobsIn(known.entries),
    output,
    ...(until === undefined ? {} : { resumableUntil: isoSecond(until) }),
  }
}

/** How long ago something was, by its largest unit: a list has little room. */
const age = (millis: number): string => {
  if (millis < 60_000) return "now"
  return millis < 2 * 86_400_000 ? (duration(millis).split(/(?<=\d \S+) /)[0] ?? "") : longDuration(millis)
}

const ageOf = (begun: string, now: number): string =>
  Option.match(DateTime.make(begun), {
    onNone: () => "-",
    onSome: (at) => age(now - DateTime.toEpochMillis(at)),
  })

const nameOf = (file: string): string => file.split(/[/\\]/).at(-1) ?? file

/** The name of the file, and as much of it as there is room for: the end tells files apart. */
const fileCell = (style: Style, file: string, room: number): string => {
  const name = Number.isFinite(room) ? nameOf(file) : file
  const { ellipsis } = style.marks
  return name.length <= room ? name : ellipsis + name.slice(name.length - Math.max(room - ellipsis.length, 1))
}

/** The fewest columns that tell one file from another. */
const leastRoom = 8

/** A journey as a few lines, where a table is wider than the terminal. */
const stacked = (style: Style, journey: ListedJourney, now: number): Words => {
  const { begun, file, id, rows, state } = journey
  const facts = [ageOf(begun, now), state, ...(rows === undefined ? [] : [amount(rows, "row")])]
  return lines([
    say`${id}`,
    say`  ${facts.join(` ${style.marks.between} `)}`,
    say`  ${fileCell(style, file, style.width - 2)}`,
  ])
}

const headings = ["Journey", "Begun", "State", "Rows", "File"] as const

/** Journeys for people: as wide as the terminal, if there is one. */
export const journeysTable = (
  style: Style,
  journeys: ReadonlyArray<ListedJourney>,
  now: number,
  more: number,
): Words => {
  const cells = journeys.map(({ begun, file, id, rows, state }) => ({
    first: [id, ageOf(begun, now), state, rows === undefined ? "-" : number(rows)],
    file,
  }))
  const taken = headings
    .slice(0, -1)
    .map((heading, at) => Math.max(heading.length, ...cells.map(({ first }) => first[at]?.length ?? 0)) + 2)
  const room = style.width - taken.reduce((sum, width) => sum + width, 0)
  const hostOf = ({ host = "a host that is not known" }: ListedJourney): string => host
  const stackAt = (host: string): Words =>
    lines(journeys.filter((each) => hostOf(each) === host).map((each) => stacked(style, each, now)))
  const tableAt = (host: string): Words =>
    grid(
      style,
      headings,
      cells
        .filter((_, at) => journeys[at] !== undefined && hostOf(journeys[at]) === host)
        .map(({ file, first: [id = "", begun = "", state = "", count = ""] }) => [
          id,
          begun,
          state,
          count.padStart((taken[3] ?? 0) - 2),
          fileCell(style, file, room),
        ]),
    )
  const hosts = [...new Set(journeys.map(hostOf))]
  return lines([
    ...hosts.flatMap((host) => [room < leastRoom ? stackAt(host) : tableAt(host), style.faint(`At ${host}.`)]),
    ...(more === 0 ? [] : [style.faint(`And ${amount(more, "more", "more")}: --limit N lists N journeys.`)]),
  ])
}
