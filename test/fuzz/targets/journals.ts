import { JournalEntry } from "@zoho-bulk/core/Journal"
import { Effect, Result, Schema } from "effect"
import { entriesOfNow, sentNothing } from "../../../packages/core/src/transfer/journal/JournalEntry.ts"
import { leavesUnknown, rowsLeftUnknown } from "../../../packages/core/src/transfer/journal/rowsLeftUnknown.ts"
import { statusOf } from "../../../packages/core/src/transfer/journal/JourneyStatus.ts"
import { mismatch, orderedIn } from "../../../packages/core/src/transfer/journal/mismatch.ts"
import { readJournalFolder } from "../../../packages/core/src/transfer/journal/readJournalFolder.ts"
import { readJobBody } from "@zoho-bulk/core/wire"
import { readBody } from "../../support/samples.ts"
import { changedJsonText } from "../draw/json.ts"
import { changedText } from "../draw/text.ts"
import { endOf } from "../endOf.ts"
import { filesOf, fileText } from "../files.ts"
import { type Case, holds, type Target } from "../Target.ts"

const at = 1_795_647_059_082
const begun = {
  step: "begun",
  at,
  form: 2,
  kind: "import",
  request: { module: "Leads", operation: "insert" },
  digest: "0a",
  host: "https://www.zohoapis.com",
} as const

const journey: ReadonlyArray<Schema.Json> = [
  begun,
  { step: "organization", at, id: "694902309" },
  { step: "split", at, parts: [3, 2], digests: ["1", "2"], keptAs: "1-abc" },
  { step: "uploaded", part: "part 1", at, fileId: "4150868000008000001", fields: ["Last_Name"] },
  { step: "ordering", part: "part 1", at },
  { step: "ordered", part: "part 1", at, jobId: "4150868000009000002" },
  { step: "ordering", part: "part 2", at },
  { step: "adopted", part: "part 2", at, jobId: "4150868000009000003" },
  { step: "ended", part: "part 1", at, jobId: "4150868000009000002", state: "unknown", problem: "gone" },
  { step: "fetched", part: "part 2", at, keptAs: "1-abc" },
  { step: "finished", at, leavesUnknown: true },
  { ...begun, kind: "export", request: { module: "Leads", fields: ["id"] } },
  { step: "ordering", part: "page 1", at },
]

const job = Result.getOrThrow(readJobBody.decode(readBody()))

const entryFile = (number: number): string => `/j/journal/${String(number).padStart(6, "0")}.json`

const checkEntries = (entries: ReadonlyArray<JournalEntry>): void => {
  const encoded = Schema.encodeUnknownSync(Schema.Array(JournalEntry))(entries)
  holds(JSON.stringify(encoded) === JSON.stringify(JSON.parse(JSON.stringify(encoded))), "it cannot be written again")
  const now = entriesOfNow(entries)
  const { jobs, toSettle } = statusOf(now)
  for (const { part } of [...jobs, ...toSettle]) mismatch(orderedIn(now), now, part, job)
  rowsLeftUnknown(now, at)
  holds(
    !(leavesUnknown(now) && sentNothing(now) && toSettle.length > 0),
    "it sent nothing, and has something to settle",
  )
}

/** Journals as processes, older versions and broken disks leave them: read, or refused in words. */
export const journals: Target = {
  name: "journals",
  draw: (chance): Case => {
    const first = chance.happens(0.8) ? 0 : chance.below(journey.length)
    const entries = journey.slice(first, first + 1 + chance.below(journey.length))
    if (chance.happens(0.25)) {
      const lines = entries.map((entry) =>
        chance.happens(0.8) ? JSON.stringify(entry) : changedJsonText(chance, entry),
      )
      const text = `${lines.join("\n")}\n`
      return [
        fileText(
          "/j/journal.ndjson",
          chance.happens(0.6) ? changedText(chance, text, ['{"step":', '"part":"part 1"']) : text,
        ),
      ]
    }
    return entries.map((entry, index) => {
      const after = chance.happens(0.9) ? index : chance.below(journey.length + 2)
      const whole = { after, entry }
      const text = chance.happens(0.85) ? JSON.stringify(whole) : changedJsonText(chance, whole)
      return fileText(
        entryFile(chance.happens(0.95) ? index + 1 : chance.below(20)),
        chance.happens(0.97) ? `${text}\n` : text,
      )
    })
  },
  check: async (given) => {
    const end = await endOf(Effect.provide(readJournalFolder("/j"), filesOf(given)))
    if ("failure" in end)
      return holds(end.failure._tag === "StorageFailed" && end.failure.remedy !== "", "it does not say what to do")
    checkEntries(end.value)
  },
}
