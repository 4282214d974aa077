import type { Judged, Mutant } from "./Mutant.ts"

const onOneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ")
  return line.length > 90 ? `${line.slice(0, 87)}...` : line
}

/** Where a mutant is, and what it changes. */
export const described = ({ column, file, kind, line, original, replacement }: Mutant): string =>
  `${file.replace("packages/core/src/", "")}:${line}:${column} ${kind}: ${onOneLine(original)} -> ${onOneLine(replacement)}`

/** A line about a mutant that lives. */
export const survivor = ({ fate, mutant }: Judged): string => `${fate} ${described(mutant)}`

/** What such lines in a text describe. */
export const aliveIn = (text: string): ReadonlySet<string> =>
  new Set(text.split("\n").flatMap((line) => /^(?:survived|unseen) (.*)$/.exec(line)?.slice(1) ?? []))

const count = (judged: ReadonlyArray<Judged>, fate: Judged["fate"]): number =>
  judged.filter((one) => one.fate === fate).length

/** A line for each room: who is killed or hangs, of all. */
export const scores = (judged: ReadonlyArray<Judged>, roomOf: (file: string) => string): ReadonlyArray<string> =>
  [...Map.groupBy(judged, ({ mutant }) => roomOf(mutant.file))].map(([room, all]) => {
    const [killed, hung, survived, unseen] = (["killed", "hung", "survived", "unseen"] as const).map((fate) =>
      count(all, fate),
    )
    const score = ((100 * ((killed ?? 0) + (hung ?? 0))) / all.length).toFixed(1)
    return `${room}: ${score} % of ${all.length} (${killed} killed, ${hung} hung, ${survived} survived, ${unseen} that no test comes by)`
  })
