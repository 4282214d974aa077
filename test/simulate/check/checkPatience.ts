import type { Ending, Played, PlayedProcess } from "../play/Played.ts"
import type { Point, Trouble } from "../world/Trouble.ts"
import { unless, type Violation } from "./Violation.ts"

const isOrder = (operation: string): boolean => operation.startsWith("create")

/** What keeps a process from writing down what it knows of an order, or leaves another one in doubt whether it still sends it. */
const silencing: ReadonlySet<string> = new Set(["kill", "power-cut", "freeze", "disk-full", "disk-fails"])

/** Checks that an order is only of unknown outcome where one left, and no answer came, or who sent it could not tell. */
const checkUnknown = ({ letters, processes }: Played): ReadonlyArray<Violation> => {
  const isExcused =
    processes.some(({ met }) => met.some(({ trouble }) => silencing.has(trouble.does))) ||
    letters.some(({ known, operation }) => isOrder(operation) && known === "lost")
  const unknown = processes.find(({ ending }) => ending.how === "failed" && ending.tag === "CreateOutcomeUnknown")
  return unless(
    isExcused || unknown === undefined,
    "an order is of unknown outcome only where its answer was lost",
    () => `every order of ${unknown?.name}'s was answered, or never left`,
  )
}

/** Calls that share the pause which Zoho asks one of them for; files go by limits of their own. */
const isCall = (operation: string): boolean => isOrder(operation) || operation.startsWith("get")

/** What was about to go out, and is written down already, may still go, in milliseconds. */
const underWay = 5

/** Checks that nothing is sent while Zoho asks for a pause. */
const checkPauses = ({ letters, pauses }: Played): ReadonlyArray<Violation> => {
  const broken = pauses
    .filter(({ operation }) => isCall(operation))
    .flatMap((pause) => {
      const sent = letters.find(
        ({ at, operation, who }) =>
          who === pause.who && isCall(operation) && at > pause.from + underWay && at < pause.until - 1,
      )
      return sent === undefined ? [] : [{ pause, sent }]
    })[0]
  return unless(broken === undefined, "nothing is sent while Zoho asks for a pause", () => {
    const { pause, sent } = broken ?? {}
    return `${sent?.who} sent ${sent?.operation} at ${sent?.at}, in the pause from ${pause?.from} to ${pause?.until}`
  })
}

/** Whether a trouble passes, so that who waits or asks again need not notice it. */
const passes = ({ point: { what }, trouble }: { readonly point: Point; readonly trouble: Trouble }): boolean => {
  switch (trouble.does) {
    case "refused":
    case "throttled":
    case "redirected":
    case "other-job":
    case "file-forgotten":
    case "repacked":
    case "set-clock":
      return true
    case "reset":
    case "failing":
    case "page":
    case "slow":
    case "hang":
      return !isOrder(what)
    case "body-ends":
    case "body-breaks":
    case "body-waits":
      // An export hands rows on as they come; what went out cannot be taken back.
      return !isOrder(what) && what !== "downloadReadResult"
    default:
      return false
  }
}

const isForgotten = ({ trouble: { does } }: PlayedProcess["met"][number]): boolean => does === "file-forgotten"

const isFreeze = ({ trouble: { does } }: PlayedProcess["met"][number]): boolean => does === "freeze"

/** Failures of a process that did not give up: who cannot know what became of an order has to ask a person, and time that is given can be over. */
const patient: ReadonlySet<string> = new Set(["CreateOutcomeUnknown", "JobStillRunning"])

const isImpatient = (ending: Ending): boolean => ending.how === "failed" && !patient.has(ending.tag)

/** How many troubles that pass a process has to live with. */
const bearable = 2

/** Checks that a process outlives a few troubles that pass; where others are at work on the same folder, it may give way to them. */
const checkEndurance = ({ processes, scenario }: Played): ReadonlyArray<Violation> => {
  const isAlone = scenario.starts.length === 1 && processes.every(({ met }) => !met.some(isFreeze))
  if (!isAlone) return []
  // A file that is forgotten is uploaded again once by each process, and it can be the file of an earlier one.
  const forgotten = processes.flatMap(({ met }) => met.filter(isForgotten))
  const isBearable = (met: PlayedProcess["met"]): boolean =>
    met.length <= bearable && met.every(passes) && (forgotten.length <= 1 || !met.some(isForgotten))
  const gaveUp = processes.find(({ ending, met }) => isImpatient(ending) && isBearable(met))
  return unless(gaveUp === undefined, "a trouble that passes does not end a journey", () => {
    const { ending, met } = gaveUp ?? {}
    return `${JSON.stringify(met)} ended it: ${ending?.how === "failed" && ending.text}`
  })
}

/** Checks how patient processes are with Zoho, and how well they know what became of their orders. */
export const checkPatience = (played: Played): ReadonlyArray<Violation> => [
  ...checkUnknown(played),
  ...checkPauses(played),
  ...checkEndurance(played),
]
