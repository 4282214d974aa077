import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { JournalEntry } from "../../transfer/journal/JournalEntry.ts"
import type { OwnTables } from "../ownTables.ts"
import { isThere, patiently, sqlFailed } from "../sqlFailed.ts"

/** Where the entries of journals are. */
export const journalTables: OwnTables = {
  name: "journals",
  steps: [
    [
      `CREATE TABLE zoho_bulk_journal (journey TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, writer TEXT NOT NULL, entry TEXT NOT NULL, UNIQUE (journey, number))`,
    ],
  ],
}

/** Somebody took the journey up; the next thing that it did; or a job that one of its earlier lives had ordered. */
export type RowKind = "opened" | "entry" | "late"

/** A row of a journal. Its number is the fence: there is one of each. */
export interface JournalRow {
  readonly number: number
  readonly kind: string
  readonly writer: string
  readonly entry: JournalEntry | undefined
}

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(JournalEntry))

interface Row {
  readonly number: number | string
  readonly kind: string
  readonly writer: string
  readonly entry: string
}

/** How the rows of one journal are read and written. */
export const journalRows = Effect.fnUntraced(function* (journey: string, writer: string) {
  const sql = yield* SqlClient.SqlClient

  const unreadable = ({ number }: Row) =>
    new StorageFailed({
      doing: `read the journal of ${journey}`,
      problem: `entry ${Number(number)} is not one that this version knows`,
      remedy:
        "Use the version of zoho-bulk that wrote it. If it started again, rows already written would be written twice.",
    })

  const read = (row: Row): Effect.Effect<JournalRow, StorageFailed> => {
    const { kind, number, writer } = row
    const made = (entry: JournalEntry | undefined): JournalRow => ({ number: Number(number), kind, writer, entry })
    if (kind === "opened") return Effect.succeed(made(undefined))
    return Effect.mapBoth(decode(row.entry), { onFailure: () => unreadable(row), onSuccess: made })
  }

  /** The rows after a number, in their order. */
  const after = (number: number): Effect.Effect<ReadonlyArray<JournalRow>, StorageFailed> =>
    sql<Row>`SELECT number, kind, writer, entry FROM zoho_bulk_journal
      WHERE journey = ${journey} AND number > ${number} ORDER BY number`.pipe(
      patiently,
      Effect.mapError(sqlFailed(`read the journal of ${journey}`)),
      Effect.flatMap((rows) => Effect.forEach(rows, read)),
    )

  /** Writes a row, unless there is one of its number; says whether it did. */
  const write = (number: number, kind: RowKind, entry?: JournalEntry): Effect.Effect<boolean, StorageFailed> =>
    sql`INSERT INTO zoho_bulk_journal (journey, number, kind, writer, entry)
      VALUES (${journey}, ${number}, ${kind}, ${writer}, ${JSON.stringify(entry ?? null)})`.pipe(
      patiently,
      Effect.as(true),
      Effect.catchIf(isThere, () => Effect.succeed(false)),
      Effect.mapError(sqlFailed(`write the journal of ${journey}`)),
    )

  return { after, write }
})
