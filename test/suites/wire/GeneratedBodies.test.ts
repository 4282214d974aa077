import { assert, describe, it } from "@effect/vitest"
import { isTerminal } from "@zoho-bulk/core/Job"
import type { Schema } from "effect"
import { readBodies } from "../../support/generatedReadBodies.ts"
import { writeBodies } from "../../support/generatedWriteBodies.ts"
import { bodyOf, isJob, jobOf, throughSchema } from "../../support/jobCodecs.ts"
import { runs } from "../../support/properties.ts"
import { assertSameJson } from "../../support/sameJson.ts"

const kinds = [
  { kind: "read", bodies: readBodies },
  { kind: "write", bodies: writeBodies },
] as const

for (const { bodies, kind } of kinds) {
  describe(`any ${kind} body of any version`, () => {
    it.prop(
      "decodes, keeps the answer in `raw`, and lists in `unexpected` just what is mistyped",
      { body: bodies },
      ({ body }) => {
        const job = jobOf(kind, body.json)
        assert.strictEqual(job.kind, kind)
        assert.strictEqual(job.raw, body.json)
        assert.deepStrictEqual(job.unexpected.toSorted(), body.mistyped.toSorted())
      },
      runs(200),
    )

    it.prop(
      "encodes back to what was sent, from the fields alone",
      { body: bodies },
      ({ body }) => assertSameJson(bodyOf(kind, { ...jobOf(kind, body.json), raw: null }), body.json),
      runs(200),
    )

    it.prop(
      "decodes to the same through `schema`, and back",
      { body: bodies },
      ({ body }) => {
        const job = throughSchema(kind, body.json)
        assertSameJson(job, jobOf(kind, body.json))
        assert.strictEqual(JSON.stringify(job.raw), JSON.stringify(body.json))
        assertSameJson(bodyOf(kind, job), body.json)
      },
      runs(200),
    )

    it.prop(
      "decodes to a job by the domain's schema",
      { body: bodies },
      ({ body }) => assert.isTrue(isJob(kind, jobOf(kind, body.json))),
      runs(100),
    )

    it.prop(
      "is terminal only in the states that Zoho has for an end",
      { body: bodies },
      ({ body }) => {
        const { state, stateAsSent } = jobOf(kind, body.json)
        const ends = ["COMPLETED", "FAILURE", "FAILED", "SKIPPED"]
        assert.strictEqual(isTerminal(state), ends.includes(stateAsSent))
      },
      runs(100),
    )
  })

  it.prop(
    `a ${kind} body survives its own text: no value is one that JSON cannot hold`,
    { body: bodies },
    ({ body }) => {
      const sent = JSON.stringify(body.json)
      assertSameJson(bodyOf(kind, jobOf(kind, JSON.parse(sent) as Schema.Json)), JSON.parse(sent))
    },
    runs(100),
  )
}
