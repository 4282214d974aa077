import type { Case } from "./Target.ts"

/** No more cases are tried to make one smaller, and for no longer, in milliseconds. */
const mostTries = 2_000
const mostTime = 10_000

/** What is left of a case when one of its parts is. */
const withoutParts = (given: Case): Iterable<Case> => given.keys().map((at) => given.toSpliced(at, 1))

/** What is left of a case when two parts that stand together are one. */
const joined = (given: Case): Iterable<Case> =>
  given.keys().flatMap((at) => (at === 0 ? [] : [given.toSpliced(at - 1, 2, `${given[at - 1]}${given[at]}`)]))

/** What is left when a stretch of one of its parts is: large ones first. */
function* shortened(given: Case): Iterable<Case> {
  for (const [at, text] of given.entries()) {
    for (let length = text.length; length > 0; length = length >> 1) {
      for (let from = 0; from < text.length; from += length) {
        yield given.with(at, text.slice(0, from) + text.slice(from + length))
      }
    }
  }
}

/** What is left when the characters that mean nothing are all the same. */
function* plainer(given: Case): Iterable<Case> {
  for (const [at, text] of given.entries()) {
    for (let from = 0; from < text.length; from++) {
      if (text[from] !== "a") yield given.with(at, `${text.slice(0, from)}a${text.slice(from + 1)}`)
    }
  }
}

function* smaller(given: Case): Iterable<Case> {
  yield* withoutParts(given)
  yield* joined(given)
  yield* shortened(given)
  yield* plainer(given)
}

/** Makes a case as small as it gets while it is still of interest. */
export const minimise = async (found: Case, isOfInterest: (given: Case) => Promise<boolean>): Promise<Case> => {
  let least = found
  let left = mostTries
  const until = performance.now() + mostTime
  for (let again = true; again;) {
    again = false
    for (const given of smaller(least)) {
      if (left-- <= 0 || performance.now() > until) return least
      if (!(await isOfInterest(given))) continue
      least = given
      again = true
      break
    }
  }
  return least
}
