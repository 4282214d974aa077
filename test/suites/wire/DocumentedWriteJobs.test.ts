import { assert, describe, it } from "@effect/vitest"
import { bodyOf, jobOf } from "../../support/jobCodecs.ts"
import { writeBody } from "../../support/samples.ts"

describe("`writeJobBody` on the samples of Zoho's pages", () => {
  it("reads a job that was just added, whose file has a status alone", () => {
    const job = jobOf("write", writeBody())
    assert.strictEqual(job.state, "added")
    assert.deepStrictEqual<unknown>("resource" in job ? job.resource : undefined, [
      {
        state: "in-progress",
        stateAsSent: "INPROGRESS",
        type: "data",
        module: { sentAs: "object", apiName: "Leads", id: "4150868000000002175" },
        code: "ADDED",
        file: { state: "in-progress", stateAsSent: "INPROGRESS" },
      },
    ])
  })

  it("reads a job as completed although every row was skipped, with a relative download address", () => {
    const file = {
      status: "COMPLETED",
      name: "a.csv",
      added_count: 0,
      skipped_count: 100,
      updated_count: 0,
      total_count: 100,
    }
    const resource = [{ status: "SKIPPED", code: "SUCCESS", file, file_names: ["a.csv"], parent_column_index: 2 }]
    const download_url = "/v7/crm/org6196138/bulk-write/4150868000005350003/4150868000005350003.zip"
    const body = writeBody({ status: "COMPLETED", resource, result: { download_url } })
    const job = jobOf("write", body)
    assert.strictEqual(job.state, "completed")
    assert.deepStrictEqual<unknown>(job.result, { downloadUrl: download_url })
    assert.deepStrictEqual<unknown>("resource" in job ? job.resource : undefined, [
      {
        state: "skipped",
        stateAsSent: "SKIPPED",
        code: "SUCCESS",
        file: {
          state: "completed",
          stateAsSent: "COMPLETED",
          name: "a.csv",
          addedCount: 0,
          skippedCount: 100,
          updatedCount: 0,
          totalCount: 100,
        },
        fileNames: ["a.csv"],
        parentColumnIndex: 2,
      },
    ])
    assert.deepStrictEqual(bodyOf("write", job), body)
  })
})
