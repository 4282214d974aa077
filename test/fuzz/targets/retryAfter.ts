import { Duration } from "effect"
import { readRetryAfter } from "../../../packages/core/src/transport/retryAfter.ts"
import { changedText } from "../draw/text.ts"
import { holds, part, type Target } from "../Target.ts"

const headers = [
  "120",
  "0",
  "Wed, 21 Oct 2026 07:28:00 GMT",
  "Wednesday, 21-Oct-26 07:28:00 GMT",
  "9".repeat(400),
  "1e9",
] as const

const day = 86_400

/** What `Retry-After` says: a wait of a day at most, or nothing. */
export const retryAfter: Target = {
  name: "retry-after",
  draw: (chance) => [changedText(chance, chance.pick(headers), ["0", "9", " ", "-", "GMT", "Fri, "])],
  check: (given) => {
    const wait = readRetryAfter(part(given, 0), Date.UTC(2026, 9, 21))
    if (wait === undefined) return
    const seconds = Duration.toSeconds(wait)
    holds(seconds >= 0 && seconds <= day, `it is a wait of ${seconds} s`)
  },
}
