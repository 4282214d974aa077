import { createHash } from "node:crypto"
import type { Case } from "./Target.ts"
import { fileFor } from "./keptSeeds.ts"
import type { Found, Outcome } from "./play.ts"

/** JSON in ASCII, so that a terminal shows what is in it. */
const inAscii = (given: Case): string =>
  JSON.stringify(given).replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)

const kept = ({ given, target }: Found): string => {
  const text = inAscii(given)
  const name = createHash("sha256").update(text).digest("hex").slice(0, 8)
  return `  to keep it, as ${fileFor(target, name)}:\n${text}`
}

/** What came of a target, in a line, and what was found in it. */
export const linesOf = ({ cases, found, growth, seconds, target }: Outcome): ReadonlyArray<string> => [
  `${target}: ${cases} cases in ${seconds.toFixed(1)} s, ${growth} MiB more than before, ${found.length} found`,
  ...found.flatMap((each) => [`- ${each.where}: ${each.how}`, kept(each)]),
]
