import { check } from "./check/check.ts"
import type { Played } from "./play/Played.ts"

const seconds = (millis: number): string => (millis / 1_000).toFixed(3).padStart(10)

const showNight = ({ given, millis, night, processes, said }: Played): ReadonlyArray<string> => [
  `night ${night}, given`,
  ...given.rows.map(({ cells }, at) => `  ${at + 1}: ${JSON.stringify(cells)}`),
  `  took ${seconds(millis).trim()} s: ${processes.map(({ ending, name }) => `${name} ${ending.how}`).join(", ")}`,
  ...said.map((text) => `  person: ${text}`),
]

/** A run as people read it: its plan, what happened in it, and what the checker says. */
export const show = (nights: ReadonlyArray<Played>): string => {
  const last = nights.at(-1)
  if (last === undefined) return "nothing was played"
  const plan = [...last.met].map(([point, trouble]) => `  point ${point}: ${JSON.stringify(trouble)}`)
  const violations = nights.flatMap(check).map(({ how, promise }) => `  ${promise}: ${how}`)
  return [
    `seed ${last.scenario.seed}`,
    JSON.stringify(last.scenario),
    "plan",
    ...(plan.length === 0 ? ["  nothing goes wrong"] : plan),
    "history",
    ...last.history.map(({ at, text, trouble, who }) =>
      [seconds(at), who.padEnd(10), text, trouble === undefined ? "" : `<< ${JSON.stringify(trouble)}`]
        .join("  ")
        .trimEnd(),
    ),
    ...nights.flatMap(showNight),
    violations.length === 0 ? "the checker finds nothing" : "the checker says",
    ...violations,
  ].join("\n")
}
