import { assert } from "@effect/vitest"
import type { JobKind } from "@zoho-bulk/core"
import { isTerminal } from "@zoho-bulk/core/Job"
import type { Schema } from "effect"
import type { Generated } from "./Generated.ts"
import { bodyOf, isJob, jobOf, throughSchema } from "./jobCodecs.ts"
import { assertSameJson } from "./sameJson.ts"

/** What is so of every body of a job. */
export interface BodyProperty {
  readonly title: string
  readonly holds: (body: Generated) => void
  /** How many bodies it is tried on. */
  readonly runs: number
}

const ends = ["COMPLETED", "FAILURE", "FAILED", "SKIPPED"]

/** What is so of every job of a kind, whatever its body looks like. */
export const bodyProperties = (kind: JobKind): ReadonlyArray<BodyProperty> => [
  {
    title: "decodes, keeps the answer in `raw`, and lists in `unexpected` just what is mistyped",
    holds: (body) => {
      const job = jobOf(kind, body.json)
      assert.strictEqual(job.kind, kind)
      assert.strictEqual(job.raw, body.json)
      assert.deepStrictEqual(job.unexpected.toSorted(), body.mistyped.toSorted())
    },
    runs: 200,
  },
  {
    title: "encodes back to what was sent, from the fields alone",
    holds: (body) => assertSameJson(bodyOf(kind, { ...jobOf(kind, body.json), raw: null }), body.json),
    runs: 200,
  },
  {
    title: "decodes to the same through `schema`, and back",
    holds: (body) => {
      const job = throughSchema(kind, body.json)
      assertSameJson(job, jobOf(kind, body.json))
      assert.strictEqual(JSON.stringify(job.raw), JSON.stringify(body.json))
      assertSameJson(bodyOf(kind, job), body.json)
    },
    runs: 200,
  },
  {
    title: "decodes to a job by the domain's schema",
    holds: (body) => assert.isTrue(isJob(kind, jobOf(kind, body.json))),
    runs: 100,
  },
  {
    title: "is terminal only in the states that Zoho has for an end",
    holds: (body) => {
      const { state, stateAsSent } = jobOf(kind, body.json)
      assert.strictEqual(isTerminal(state), ends.includes(stateAsSent.toUpperCase()))
    },
    runs: 100,
  },
]

/** Fails the test where a body says something else once it has been text: no value is one that JSON cannot hold. */
export const survivesText = (kind: JobKind, { json }: Generated): void => {
  const sent = JSON.stringify(json)
  assertSameJson(bodyOf(kind, jobOf(kind, JSON.parse(sent) as Schema.Json)), JSON.parse(sent))
}
