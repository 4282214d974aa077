import type { Played, PlayedProcess } from "../play/Played.ts"
import { jobsAtZoho } from "./jobsAtZoho.ts"
import { unless, type Violation } from "./Violation.ts"

/** Checks that a part which a failure calls not sent had no job by then, and that one which it calls ordered had one. */
const checkState = (
  { carriedOut, given, scenario }: Played,
  { ending, endedAt, name }: PlayedProcess,
): ReadonlyArray<Violation> => {
  if (ending.how !== "failed") return []
  const before = carriedOut.filter(({ at }) => at <= endedAt)
  const atZoho = new Set(jobsAtZoho(before, given, scenario.perPart).map(({ part }) => part))
  const wrong = (ending.unaccounted ?? []).find(({ part, state }) =>
    state === "unknown" ? false : atZoho.has(part) === (state === "not sent"),
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
