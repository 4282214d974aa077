import type { Played, PlayedProcess } from "../play/Played.ts"
import { jobsAtZoho } from "./jobsAtZoho.ts"
import { unless, type Violation } from "./Violation.ts"

/** What is done to a lock of the journey. */
const ofLock = /\/lock(\.|$)/

/**
 * When a failure was made, at the latest: before its process began to give back the lock. It says what was true then; the process may be asleep
 * before it tells it, while another one goes on.
 */
const madeBy = ({ history }: Played, { endedAt, name }: PlayedProcess): number => {
  const own = history.filter(({ at, text, who }) => who === name && at <= endedAt && /^\w+ \//.test(text))
  const rest = own.slice(own.findLastIndex(({ text }) => !ofLock.test(text)) + 1)
  return rest.find(({ text }) => !text.startsWith("touch"))?.at ?? endedAt
}

/** Checks that a part which a failure calls not sent had no job by then, and that one which it calls ordered had one. */
const checkState = (played: Played, process: PlayedProcess): ReadonlyArray<Violation> => {
  const { ending, endedAt, name } = process
  if (ending.how !== "failed") return []
  const partsUntil = (time: number) => {
    const before = played.carriedOut.filter(({ at, who }) => at <= (who === name ? endedAt : time))
    return new Set(jobsAtZoho(before, played.given, played.scenario.perPart).map(({ part }) => part))
  }
  const [atZoho, atZohoWhenMade] = [partsUntil(endedAt), partsUntil(madeBy(played, process))]
  const wrong = (ending.unaccounted ?? []).find(({ part, state }) =>
    state === "not sent" ? atZohoWhenMade.has(part) : state === "ordered" && !atZoho.has(part),
  )
  return unless(
    wrong === undefined,
    "a part that is left open is as far as the failure says",
    () =>
      `${name} says that ${wrong?.part} is ${wrong?.state}, and its job is ${wrong?.state === "ordered" ? "not " : ""}at Zoho`,
  )
}

/** Checks how far parts are that failures leave open. */
export const checkStates = (played: Played): ReadonlyArray<Violation> =>
  played.processes.flatMap((process) => checkState(played, process))
