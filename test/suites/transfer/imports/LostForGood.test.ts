import { assert, describe, it } from "@effect/vitest"
import { Failure } from "@zoho-bulk/core"
import type { ImportFailure } from "../../../../packages/core/src/transfer/imports/ImportRequest.ts"
import { isLostForGood, isOfOneResult, lostBecause } from "../../../../packages/core/src/transfer/imports/lostResult.ts"
import { someRequest } from "../../../support/failureOf.ts"

const download = { ...someRequest, operation: "downloadWriteResult" } as const

interface Said {
  readonly httpStatus?: number
  readonly code?: string
  readonly zohoMessage?: string
}

const refusal = (said: Said, request: typeof someRequest = download): ImportFailure =>
  new Failure.RequestNotAccepted({ request, httpStatus: 400, ...said })

const notFound = (said: Said = {}, request: typeof someRequest = download): ImportFailure =>
  new Failure.JobNotFound({ request, kinds: ["write"], ...said })

const unreadable: ImportFailure = new Failure.ResultUnreadable({ jobId: "1", problem: "it is cut short" })

const full: ImportFailure = new Failure.StorageFailed({ doing: "write a", problem: "full", remedy: "Make room." })

describe("a failure of an import", () => {
  it.each<readonly [string, ImportFailure, boolean]>([
    ["Zoho knows no such job", notFound(), true],
    ["there is no such file", refusal({ httpStatus: 404, code: "A" }), true],
    ["the file is gone", refusal({ httpStatus: 410 }), true],
    ["a host refuses the file, and gives no code", refusal({ httpStatus: 403 }), true],
    ["Zoho refuses it by a code", refusal({ httpStatus: 403, code: "NO_PERMISSION" }), false],
    ["Zoho does not accept the request", refusal({ httpStatus: 400 }), false],
    ["no such job is known where its details were asked for", notFound({}, someRequest), false],
    ["something else is not there", refusal({ httpStatus: 404 }, someRequest), false],
    ["nothing was asked of Zoho", full, false],
  ])("is about the one result, or not, where %s", (_, failure, is) => {
    assert.strictEqual(isOfOneResult(failure), is)
  })

  it.each<readonly [string, ImportFailure, boolean, boolean]>([
    ["Zoho says by a code that it has none", notFound({ code: "A" }), true, true],
    ["Zoho says so in words", notFound({ zohoMessage: "gone" }), true, true],
    ["somebody says so who may be no Zoho", notFound(), false, true],
    ["Zoho does not know the job", notFound({ code: "A" }, someRequest), false, true],
    ["the result cannot be read", unreadable, false, true],
    ["Zoho refuses something else", refusal({ code: "A" }), false, false],
    ["the disk is full", full, false, false],
  ])("leaves a result lost for good where %s: while it is young, and once it is old", (_, failure, young, old) => {
    assert.deepStrictEqual([isLostForGood(failure, false), isLostForGood(failure, true)], [young, old])
  })

  it.each<readonly [string, ImportFailure]>([
    ["Zoho no longer has its result", notFound({})],
    [
      "Zoho no longer has its result (HTTP 404, A, gone)",
      notFound({ httpStatus: 404, code: "A", zohoMessage: "gone" }),
    ],
    ["Zoho no longer has its result (HTTP 410)", refusal({ httpStatus: 410, zohoMessage: "" })],
    ["Zoho no longer has its result", full],
    ["its result cannot be read, and is now too old: it is cut short", unreadable],
  ])("is told as: %s", (words, failure) => {
    assert.strictEqual(lostBecause(failure), words)
  })
})
