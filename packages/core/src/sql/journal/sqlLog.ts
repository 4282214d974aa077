import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type * as SqlClient from "effect/sql/SqlClient"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { entriesOfNow, type JournalEntry } from "../../transfer/journal/JournalEntry.ts"
import { orderStateOf } from "../../transfer/journal/OrderState.ts"
import { type JournalRow, journalRows } from "./journalRows.ts"

/** A journal in a database, as one life of its journey has it. */
export interface SqlLog {
  /** All entries. The log adds what it writes, and what an earlier run has recorded late. */
  readonly entries: ReadonlyArray<JournalEntry>
  /** The number of the row in which the journey begins. */
  readonly beginning: () => number
  /** Writes an entry. A writer that is fenced out never returns from here. */
  readonly append: (entry: JournalEntry) => Effect.Effect<void, StorageFailed>
  /** Accepts what was recorded late. A writer that is fenced out never returns from here. */
  readonly readAnew: Effect.Effect<void, StorageFailed>
}

/**
 * What a fenced-out writer does: nothing, silently. A failure would be recorded as the outcome of a journey that
 * another one carries on. It ends when it is told to.
 */
const silence: Effect.Effect<never> = Effect.interruptible(Effect.never)

const entriesIn = (rows: ReadonlyArray<JournalRow>): ReadonlyArray<JournalEntry> =>
  rows.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))

/** Whether what is known by now makes a person's word on an order idle: the answer has come after all. */
const isAnswered = (entries: ReadonlyArray<JournalEntry>, entry: JournalEntry): boolean =>
  (entry.step === "abandoned" || entry.step === "adopted") &&
  orderStateOf(entriesOfNow(entries), entry.part)._tag === "ordered"

/**
 * Opens the journal of a journey in a database: its previous owner is fenced out from here on.
 *
 * An entry is written under the number after the last one that its writer has seen, and each number exists once. So a
 * writer has always seen everything that others have written; one that has not, because another one has taken over the
 * journey, falls silent. Only one thing is still accepted from it: the job that one of its own orders created, as long
 * as nobody has settled that order. It is recorded late, and never lost.
 */
export const openSqlLog = Effect.fnUntraced(function* (
  journey: string,
  writer: string,
): Effect.fn.Return<SqlLog, StorageFailed, SqlClient.SqlClient> {
  const { after, write } = yield* journalRows(journey, writer)
  const entries: Array<JournalEntry> = []
  let last = 0
  let beginning = 0
  let isFencedOut = false

  const take = ({ entry, number }: JournalRow): void => {
    last = number
    if (entry === undefined) return
    if (entry.step === "begun") beginning = number
    entries.push(entry)
  }

  do {
    for (const row of yield* after(last)) take(row)
  } while (!(yield* write(last + 1, "opened")))
  last += 1

  /** Reads what others have written since: a job that was recorded late, or that they now own the journey. */
  const look = Effect.gen(function* () {
    const rows = yield* after(last)
    isFencedOut ||= rows.some(({ kind }) => kind === "opened")
    if (!isFencedOut) rows.forEach(take)
    return isFencedOut
  })

  /** Records a job that this run has ordered, if its order is still what it was. */
  const tellLate = Effect.fnUntraced(function* (entry: JournalEntry) {
    if (entry.step !== "ordered") return
    const own = orderStateOf(entriesOfNow(entries), entry.part)
    for (;;) {
      const rows = yield* after(0)
      const now = orderStateOf(entriesOfNow(entriesIn(rows)), entry.part)
      const isOpen = own._tag === "unknown" && now._tag === "unknown" && own.sentAt === now.sentAt
      if (!isOpen || (yield* write((rows.at(-1)?.number ?? 0) + 1, "late", entry))) return
    }
  })

  const append = Effect.fnUntraced(function* (entry: JournalEntry) {
    for (let isOut = isFencedOut; !isOut; isOut = yield* look) {
      if (isAnswered(entries, entry)) return
      if (yield* write(last + 1, "entry", entry)) return take({ number: last + 1, kind: "entry", writer, entry })
      const [next] = yield* after(last)
      // It was written, and the answer that it was did not come.
      if (next?.writer === writer && next.kind === "entry") return take(next)
    }
    yield* tellLate(entry)
    return yield* silence
  })

  const turns = yield* Semaphore.make(1)
  return {
    entries,
    beginning: () => beginning,
    append: (entry) => turns.withPermits(1)(append(entry)),
    readAnew: turns.withPermits(1)(Effect.flatMap(look, (isOut) => (isOut ? silence : Effect.void))),
  }
})
