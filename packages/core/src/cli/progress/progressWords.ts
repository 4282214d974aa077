import { amount, bytes, duration, number } from "../output/amount.ts"
import { columnsOf } from "../output/wrap.ts"
import { moment, type Phase, type Tracked, type TrackedPart } from "./Tracked.ts"

type Named = readonly [name: string, part: TrackedPart]

const inPhase = ({ parts }: Tracked, ...phases: ReadonlyArray<Phase>): ReadonlyArray<Named> =>
  [...parts].filter(([, { phase }]) => phases.includes(phase))

/** The names of parts: `page 2`, `part 3 of 5`, `parts 1, 2 and 3`. */
const namesOf = (found: ReadonlyArray<Named>, { partCount }: Tracked): string => {
  const names = found.map(([name]) => name)
  const [first = "", ...others] = names
  if (others.length === 0) return partCount === undefined ? first : `${first} of ${number(partCount)}`
  const kind = first.replace(/ .*$/, "")
  if (!names.every((name) => name.startsWith(`${kind} `)) || names.length > 4) return amount(names.length, "job")
  const numbers = names.map((name) => name.slice(kind.length + 1))
  return `${kind}s ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`
}

const longest = (found: ReadonlyArray<Named>, now: number): number =>
  Math.max(...found.map(([, { since }]) => now - since))

/** How long Zoho took over the page or part before, to compare with: nothing is guessed. */
const before = (tracked: Tracked, [name]: Named): string => {
  const done = [...tracked.parts].findLast(([, { took }]) => took !== undefined && took >= 2_000)
  return done === undefined || done[0] === name ? "" : `, ${done[0]} took ${duration(done[1].took ?? 0)}`
}

/** What goes on, in plain words, the most telling first. */
export const activities = (tracked: Tracked, now: number): ReadonlyArray<string> => {
  const { waiting } = tracked
  if (waiting !== undefined && waiting.until > now) {
    return [`waiting ${duration(waiting.until - now)}: ${waiting.reason}`]
  }
  const [down, up] = [inPhase(tracked, "downloading"), inPhase(tracked, "uploading")]
  const working = inPhase(tracked, "working")
  const fetching = inPhase(tracked, "reading")
  const queued = inPhase(tracked, "ordered", "queued")
  const sum = (found: ReadonlyArray<Named>): number => found.reduce((total, [, part]) => total + part.bytes, 0)
  const ofAll = up.reduce((total, [, { of = 0 }]) => total + of, 0)
  return [
    ...(down.length === 0 ? [] : [`downloading ${namesOf(down, tracked)}, ${bytes(sum(down))}`]),
    ...(fetching.length === 0 ? [] : [`fetching ${namesOf(fetching, tracked)}`]),
    ...(up.length === 0 ? [] : [`uploading ${namesOf(up, tracked)}, ${bytes(sum(up))} of ${bytes(ofAll)}`]),
    ...(working[0] === undefined
      ? []
      : [
          `Zoho is working on ${namesOf(working, tracked)}, ${duration(longest(working, now))}${before(tracked, working[0])}`,
        ]),
    ...(queued.length === 0
      ? []
      : [
          `${namesOf(queued, tracked)} ${queued.length === 1 ? "waits" : "wait"} at Zoho, ${duration(longest(queued, now))}`,
        ]),
  ]
}

/** Rows a second in the last seconds; nothing, while none come. */
const rate = ({ samples }: Tracked, now: number): ReadonlyArray<string> => {
  const [first, ...others] = samples
  const last = others.at(-1)
  if (first === undefined || last === undefined || last[0] < now - moment || last[0] === first[0]) return []
  return [`${number(((last[1] - first[1]) * 1_000) / (last[0] - first[0]))} rows/s`]
}

/** How much time is left, by what the parts that are over took; nothing, until one of them is. */
const left = ({ partCount, parts, startedAt }: Tracked, now: number): ReadonlyArray<string> => {
  if (partCount === undefined) return []
  const done = [...parts.values()].filter(({ took }) => took !== undefined).length
  if (done === 0 || done >= partCount) return []
  return [`about ${duration(((now - startedAt) / done) * (partCount - done))} left`]
}

const rowsSoFar = ({ rows, total }: Tracked): ReadonlyArray<string> => {
  if (rows === 0) return total === undefined ? [] : [amount(total, "row")]
  if (total === undefined) return [amount(rows, "row")]
  return [`${number(rows)} of ${amount(total, "row")} (${Math.floor((rows / Math.max(total, 1)) * 100)} %)`]
}

/** What a journey is doing, as parts of a line, the most telling first. */
export const progressParts = (
  tracked: Tracked,
  now: number,
  { beginning, credits }: { readonly beginning: string; readonly credits: number | undefined },
): ReadonlyArray<string> => {
  const [first, ...others] = activities(tracked, now)
  return [
    ...(tracked.module === undefined ? [] : [tracked.module]),
    ...(first === undefined ? [tracked.rows === 0 ? beginning : "writing rows"] : [first]),
    ...rowsSoFar(tracked),
    ...rate(tracked, now),
    ...left(tracked, now),
    ...others,
    duration(now - tracked.startedAt),
    ...(credits === undefined || credits === 0 ? [] : [amount(credits, "credit")]),
  ]
}

/** Puts as many of the parts on a line as fit; what comes first is told in any case. */
export const lineOf = (parts: ReadonlyArray<string>, between: string, width: number): string => {
  const [first = "", ...others] = parts
  return others.reduce((line, part) => {
    const longer = `${line} ${between} ${part}`
    return columnsOf(longer) <= width ? longer : line
  }, first)
}
