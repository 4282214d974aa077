import type { MirrorPlayed } from "./MirrorPlayed.ts"

const seconds = (millis: number): string => (millis / 1_000).toFixed(3).padStart(10)

/** A run as people read it: what happened in it, and what the checker says. */
export const showMirrors = ({ history, met, scenario, violations }: MirrorPlayed): string =>
  [
    `seed ${scenario.seed}`,
    JSON.stringify(scenario),
    "plan",
    ...[...met].map(([point, trouble]) => `  point ${point}: ${JSON.stringify(trouble)}`),
    "history",
    ...history.map(({ at, text, trouble, who }) =>
      [seconds(at), who.padEnd(10), text, trouble === undefined ? "" : `<< ${JSON.stringify(trouble)}`]
        .join("  ")
        .trimEnd(),
    ),
    violations.length === 0 ? "the checker finds nothing" : "the checker says",
    ...violations.map(({ how, promise }) => `  ${promise}: ${how}`),
  ].join("\n")
