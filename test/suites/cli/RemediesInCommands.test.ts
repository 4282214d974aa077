import { assert, describe, it } from "@effect/vitest"
import { CreditLimitReached } from "../../../packages/core/src/failure/CreditLimitReached.ts"
import { CreateOutcomeUnknown } from "../../../packages/core/src/failure/CreateOutcomeUnknown.ts"
import { JourneyDiffers, JourneyFinished } from "../../../packages/core/src/failure/JournalFailure.ts"
import { UnknownField, UnknownModule, UnknownView } from "../../../packages/core/src/failure/UnknownName.ts"
import { errorDocument, withWayOut } from "../../../packages/core/src/cli/output/errorReport.ts"
import { someRequest } from "../../support/failureOf.ts"
import type { CommandFailure } from "../../../packages/core/src/cli/failure/ExitCode.ts"

const named = { name: "Emial", candidates: [] }
const lost = { request: someRequest, reason: "it was lost", sentAt: 0 }

/** Failures whose remedies name what only a program has. */
const failures: ReadonlyArray<CommandFailure> = [
  new UnknownField({ ...named, module: "Leads" }),
  new UnknownModule(named),
  new UnknownView({ ...named, module: "Leads" }),
  new CreateOutcomeUnknown({ ...lost, part: "page 2" }),
  new CreateOutcomeUnknown({ ...lost, part: "page 2", jobId: "4150868000009000001" }),
  new JourneyDiffers({ what: "fields", known: "Email", asked: "Phone" }),
  new JourneyDiffers({ what: "host", known: "a", asked: "b" }),
  new JourneyFinished({ finishedAt: 0 }),
  new JourneyFinished({ finishedAt: 0, leavesUnknown: true }),
  new CreditLimitReached({ most: 20, spent: 1, needed: 51 }),
]

/** Names of the library: its verbs, and keys of its options. */
const ofLibrary = /\b[A-Z]\w*\.[a-z]\w*|\b[a-z]+[A-Z]\w*/

describe("what the command says to do", () => {
  it.each(failures.map((failure) => [failure._tag, failure] as const))(
    "about %s names nothing that only programs have",
    (_, failure) => {
      const document = errorDocument(failure, "zb")
      assert.notMatch(document.remedy, ofLibrary)
      assert.notMatch(withWayOut(document, "zb resume export-leads", failure).remedy, ofLibrary)
    },
  )
})
