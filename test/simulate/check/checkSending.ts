import type { Letter } from "../network/Correspondence.ts"
import type { Played, PlayedProcess } from "../play/Played.ts"
import { unless, type Violation } from "./Violation.ts"

/** How long an order is waited for at least, in milliseconds, even by who was told to stop. */
const leastWait = 2_000

/** Whether an order may have been taken, for all that its process knows: what is refused is not. */
const isInDoubt = ({ known, status = 0 }: Letter): boolean => known === "lost" && !(status >= 300 && status < 500)

const isOrder = ({ operation }: Letter): boolean => operation.startsWith("create")

/** Checks that nobody sends an order for whose answer there is no time. */
const checkTime = ({ letters }: Played): ReadonlyArray<Violation> => {
  const hasty = letters.find(
    (letter) => isOrder(letter) && letter.givenUpAt !== undefined && letter.givenUpAt - letter.at < leastWait,
  )
  return unless(hasty === undefined, "an order is given time for its answer", () => {
    const { at = 0, givenUpAt = 0, who } = hasty ?? {}
    return `${who} sent one at ${at}, and gave it up after ${givenUpAt - at} ms`
  })
}

/** Checks that while nobody knows what became of an order no other one goes out: of two, nobody could tell which job is whose. */
const checkOneAtATime = ({ history, letters }: Played): ReadonlyArray<Violation> => {
  const orders = letters.filter(isOrder)
  const settled = history.filter(({ who }) => who === "person").map(({ at }) => at)
  const beside = orders.find((order, at) =>
    orders
      .slice(0, at)
      .some((other) => isInDoubt(other) && !settled.some((each) => each >= other.at && each <= order.at)),
  )
  return unless(
    beside === undefined,
    "no order goes out while one is of unknown outcome",
    () => `${beside?.who} sent ${beside?.operation} at ${beside?.at}`,
  )
}

/** Checks that whoever was told of a job has written it down by its end, or says so. */
const checkMade = ({ letters }: Played, { ending, name, written }: PlayedProcess): ReadonlyArray<Violation> => {
  if (ending.how !== "failed") return []
  const lost = letters.find(
    ({ jobId, who }) => who === name && jobId !== undefined && !written.includes(jobId) && !ending.text.includes(jobId),
  )
  return unless(
    lost === undefined,
    "a job that was made is written down, or the failure names it",
    () => `${name} was told of job ${lost?.jobId}, and says ${ending.text}`,
  )
}

/** Checks how orders are sent. Where several are at work on one folder, who was overtaken may have sent one of its own. */
export const checkSending = (played: Played): ReadonlyArray<Violation> => {
  const isAlone =
    played.scenario.starts.length === 1 &&
    played.processes.every(({ met }) => met.every(({ trouble: { does } }) => does !== "freeze"))
  return [
    ...checkTime(played),
    ...played.processes.flatMap((process) => checkMade(played, process)),
    ...(isAlone ? checkOneAtATime(played) : []),
  ]
}
