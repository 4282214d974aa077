import { assert, describe, it } from "@effect/vitest"
import { isTerminal } from "@zoho-bulk/core/Job"
import { bodyOf, jobOf } from "../../support/jobCodecs.ts"
import { readBody, writeBody } from "../../support/samples.ts"

const words = [
  { word: "ADDED", state: "added", ends: false },
  { word: "QUEUED", state: "queued", ends: false },
  { word: "INPROGRESS", state: "in-progress", ends: false },
  { word: "IN PROGRESS", state: "in-progress", ends: false },
  { word: "COMPLETED", state: "completed", ends: true },
  { word: "FAILURE", state: "failed", ends: true },
  { word: "FAILED", state: "failed", ends: true },
  { word: "SKIPPED", state: "skipped", ends: true },
  { word: "PAUSED", state: "unrecognized", ends: false },
  { word: "unrecognized", state: "unrecognized", ends: false },
  { word: "toString", state: "unrecognized", ends: false },
  { word: "__proto__", state: "unrecognized", ends: false },
  { word: "", state: "unrecognized", ends: false },
] as const

describe("the state of a job", () => {
  it.each(words)("`$word` of a read job is $state, and kept as sent", ({ ends, state, word }) => {
    const job = jobOf("read", readBody({ state: word }))
    assert.strictEqual(job.state, state)
    assert.strictEqual(job.stateAsSent, word)
    assert.strictEqual(isTerminal(job.state), ends)
    assert.deepStrictEqual(bodyOf("read", job), readBody({ state: word }))
  })

  it.each(words)("`$word` of a write job, its parts and their files is $state", ({ state, word }) => {
    const body = writeBody({ status: word, resource: [{ status: word, file: { status: word } }] })
    const job = jobOf("write", body)
    assert.strictEqual(job.state, state)
    assert.deepStrictEqual<unknown>("resource" in job ? job.resource : undefined, [
      { state, stateAsSent: word, file: { state, stateAsSent: word } },
    ])
    assert.deepStrictEqual(bodyOf("write", job), body)
  })

  it("is `state` alone: a result on a running job does not make it an end", () => {
    const result = { page: 1, count: 0, download_url: "/crm/bulk/v7/read/1/result", more_records: true }
    const job = jobOf("read", readBody({ state: "IN PROGRESS", result }))
    assert.isDefined(job.result)
    assert.isFalse(isTerminal(job.state))
  })
})
