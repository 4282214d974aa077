import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { isJobId } from "../../domain/JobId.ts"
import { entriesOfNow, type JournalEntry } from "../../transfer/journal/JournalEntry.ts"
import { jobsIn, orderStateOf, partsToSettle } from "../../transfer/journal/OrderState.ts"
import { orderedIn } from "../../transfer/journal/mismatch.ts"
import { abandonIn, adoptInto } from "../../transfer/journey/settleOrder.ts"
import { layerConnection } from "../run/connect.ts"
import { type KnownJourney, knownJourneys } from "./Journeys.ts"
import { openJourney } from "./openJourney.ts"
import { wrongJourney } from "./wrongJourney.ts"

const Request = Schema.Struct({
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  operation: Schema.optionalKey(Schema.String),
})

/** What a journey orders: older journals do not say it themselves. */
const orderedBy = ({ entries, journey }: KnownJourney) => ({
  module: journey.module,
  ...Option.getOrElse(Schema.decodeUnknownOption(Request)(journey.request), () => ({})),
  ...orderedIn(entriesOfNow(entries)),
  kind: journey.command,
})

/** A job that another journey has ordered is not this one's. */
const checkOwner = Effect.fnUntraced(function* (known: KnownJourney, part: string, id: string) {
  const owner = (yield* knownJourneys).find(
    (other) => other.journey.id !== known.journey.id && jobsIn(other.entries).some((each) => each === id),
  )
  if (owner === undefined) return
  return yield* wrongJourney(`Job ${id} does not belong to ${part}: ${owner.journey.id} ordered it`)
})

/** Whether the order for a part is the one that there was when the user said what became of it: another process may have sent it again. */
const isAsKnown = (known: KnownJourney, entries: ReadonlyArray<JournalEntry>, part: string): boolean =>
  part === partsToSettle(known.entries)[0] &&
  Equal.equals(orderStateOf(known.entries, part), orderStateOf(entries, part))

/**
 * Settles an order of unknown outcome as the user decides, or settles again a job that was adopted in vain: with
 * exclusive use of the journal.
 */
export const settleOrder = Effect.fnUntraced(function* (
  known: KnownJourney,
  adopted: string | undefined,
  sendsAgain: boolean,
) {
  if (adopted === undefined && !sendsAgain) return
  if (adopted !== undefined && !isJobId(adopted)) return yield* new InvalidJobId({ input: adopted })
  const journal = yield* openJourney(known)
  const entries = entriesOfNow(yield* journal.entries)
  const [part] = partsToSettle(entries)
  if (part === undefined) {
    return yield* wrongJourney(`Every order of ${known.journey.id} is already settled`)
  }
  if (!isAsKnown(known, entries, part)) {
    return yield* wrongJourney(`${known.journey.id} has since been continued, and ${part} has changed`)
  }
  if (adopted !== undefined) yield* checkOwner(known, part, adopted)
  const settled =
    adopted === undefined
      ? abandonIn(journal, { part })
      : Effect.provide(adoptInto(journal, { jobId: adopted, part }, orderedBy(known)), layerConnection)
  yield* Effect.catchTag(settled, "InvalidRequest", ({ problem }) => wrongJourney(problem))
}, Effect.scoped)
