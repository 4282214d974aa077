import { assert, describe, it } from "@effect/vitest"
import { CreditLimitReached } from "../../../packages/core/src/failure/CreditLimitReached.ts"
import { CreateOutcomeUnknown } from "../../../packages/core/src/failure/CreateOutcomeUnknown.ts"
import { JourneyDiffers, JourneyFinished } from "../../../packages/core/src/failure/JournalFailure.ts"
import { MirrorDiffers } from "../../../packages/core/src/failure/MirrorFailure.ts"
import { UnknownField, UnknownModule, UnknownView } from "../../../packages/core/src/failure/UnknownName.ts"
import { errorDocument, withWayOut } from "../../../packages/core/src/cli/output/errorReport.ts"
import { someRequest } from "../../support/failureOf.ts"
import { zohoCodes } from "../../../packages/core/src/failure/zohoCodes.ts"
import { RequestNotAccepted } from "../../../packages/core/src/failure/Refusal.ts"
import { StorageFailed } from "../../../packages/core/src/failure/StorageFailed.ts"
import { exitCode, exitCodeOf } from "../../../packages/core/src/cli/failure/ExitCode.ts"
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
  new MirrorDiffers({ target: "/var/lib/copies", what: "organization", known: "1", asked: "2" }),
  new JourneyFinished({ finishedAt: 0 }),
  new JourneyFinished({ finishedAt: 0, leavesUnknown: true }),
  new CreditLimitReached({ most: 20, spent: 1, needed: 51 }),
]

/** Names of the library: its verbs, and keys of its options. */
const ofLibrary = /\b[A-Z]\w*\.[a-z]\w*|\b[a-z]+[A-Z]\w*/

describe("what the command says about a request that Zoho does not accept", () => {
  it.each(Object.keys(zohoCodes).filter((code) => zohoCodes[code]?.meaning === "not-accepted"))(
    "%s names flags and commands, and nothing of the API",
    (code) => {
      const failure = new RequestNotAccepted({ request: someRequest, httpStatus: 400, code, zohoMessage: "no" })
      const { message, remedy } = errorDocument(failure, "zb")
      assert.notMatch(remedy, /mapping|by its index|Zoho's page on|page token|findBy|Map a column|method post/)
      assert.notMatch(remedy, ofLibrary)
      if (!/URL_PATTERN|METHOD$/.test(code)) assert.notInclude(message, "https://")
    },
  )

  it("what is said of the field to find records by is not said of columns", () => {
    const failure = new RequestNotAccepted({
      request: { ...someRequest, module: "Leads" },
      httpStatus: 400,
      code: "INVALID_FIELD",
      zohoMessage: "invalid find_by",
    })
    assert.strictEqual(
      errorDocument(failure, "zb").remedy,
      "Give --find-by a unique field of the module by its API name, such as id. zb fields Leads lists the fields.",
    )
  })
})

describe("what is not allowed", () => {
  it("is a matter of set-up, as a file is that cannot be there; a full disk is not", () => {
    const failed = { doing: "write a", problem: "permission denied", remedy: "" }
    assert.strictEqual(exitCodeOf(new StorageFailed({ ...failed, isForbidden: true })), exitCode.usage)
    assert.strictEqual(exitCodeOf(new StorageFailed({ ...failed, problem: "the disk is full" })), exitCode.unexpected)
  })
})

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
