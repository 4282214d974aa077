import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { apiVersions } from "@zoho-bulk/core/Settings"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { emulated } from "../../support/connected.ts"
import { exchange } from "../../support/exchange.ts"
import { recordings } from "../../support/recordings.ts"

const authorization = "Zoho-oauthtoken emulator"

const jobs = recordings
  .filter(({ name }) => name === "SUCCESS RESPONSE")
  .map(({ request, response }) => {
    const [kind, id] = request.path.split("/").slice(-2)
    return { kind: kind === "read" ? ("read" as const) : ("write" as const), id: id ?? "", body: response.body }
  })

const cases = jobs.flatMap((job) => apiVersions.map((version) => ({ ...job, version })))

/** The version that a job was recorded at, by its path. */
const recordedAt = (id: string) =>
  recordings
    .find(({ name, request }) => name === "SUCCESS RESPONSE" && request.path.endsWith(id))
    ?.request.path.split("/")[3]

const recorded = cases.filter(({ id, version }) => recordedAt(id) === version)

const leads = { id: "4150868000000002175", api_name: "Leads" }

// Recorded bodies have shapes of their own.
/* oxlint-disable typescript/no-explicit-any */
/** What other versions spell otherwise: the module, criteria and links; the rest are the same facts. */
const spelled: Readonly<Record<string, (version: string, body: any) => object>> = {
  "4150868000005376042": (version, { data: [job] }) => ({
    data: [
      {
        ...job,
        result: { ...job.result, download_url: `/crm/bulk/${version}/read/4150868000005376042/result` },
        query: {
          ...job.query,
          module: { id: "4150868000000002179", api_name: "Contacts" },
          criteria: {
            group: job.query.criteria.group.map(({ api_name, ...rest }: { readonly api_name: string }) => ({
              field: { id: api_name === "Lead_Source" ? "4150868000000012051" : null, api_name },
              ...rest,
            })),
            group_operator: "or",
          },
        },
      },
    ],
  }),
  "4150868000005392002": (_, body) => ({ ...body, resource: [{ ...body.resource[0], module: leads }] }),
  "4150868000005350003": (version, { character_encoding, ...body }) => ({
    ...(version === "v2" ? {} : { character_encoding }),
    ...body,
    resource: [
      {
        ...body.resource[0],
        module: version === "v2" ? "Leads" : leads,
        code: version === "v7" ? "SUCCESS" : "COMPLETED",
      },
    ],
  }),
}

const spelling = (id: string, version: string, body: unknown): unknown =>
  recordedAt(id) === version ? body : spelled[id]?.(version, body)

describe("the emulator's frozen jobs", () => {
  it("are the three recorded ones", () => {
    assert.sameDeepMembers([...Emulator.frozenJobs], jobs)
  })

  it.effect.each(recorded)(
    "$kind job $id is as it was recorded in $version, to the byte",
    ({ body, id, kind, version }) =>
      Effect.gen(function* () {
        const url = `https://www.zohoapis.com/crm/bulk/${version}/${kind}/${id}`
        const { status, text } = yield* exchange("GET", url, { authorization })
        assert.strictEqual(status, 200)
        assert.strictEqual(text, JSON.stringify(body))
      }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )

  it.effect.each(cases)(
    "$kind job $id is the same facts in $version, as that version spells them",
    ({ body, id, kind, version }) =>
      Effect.gen(function* () {
        const url = `https://www.zohoapis.com/crm/bulk/${version}/${kind}/${id}`
        const { text } = yield* exchange("GET", url, { authorization })
        assert.deepStrictEqual(JSON.parse(text), spelling(id, version, body))
      }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )

  it.effect.each(cases)("$kind job $id can be read with `getJobDetails()` in $version", ({ body, id, kind, version }) =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind, id })
      assert.strictEqual<string>(job.id, id)
      assert.deepStrictEqual(job.raw, spelling(id, version, body))
      assert.deepStrictEqual(job.unexpected, [])
    }).pipe(Effect.provide(emulated({ settings: { apiVersion: version } }))),
  )

  it.effect.each(["v1", "v9", "V2", "v2.2", "2", ""])("are not there in `%s`, which is no version", (version) =>
    Effect.gen(function* () {
      const url = `https://www.zohoapis.com/crm/bulk/${version}/read/4150868000005376042`
      const { status, text } = yield* exchange("GET", url, { authorization })
      assert.strictEqual(status, 404)
      assert.include(text, '"code":"INVALID_URL_PATTERN"')
    }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )

  it.effect("are packed when asked for, and say so", () =>
    Effect.gen(function* () {
      const url = "https://www.zohoapis.com/crm/bulk/v2/read/4150868000005376042"
      const packed = yield* exchange("GET", url, { authorization, "accept-encoding": "br, gzip" })
      assert.strictEqual(packed.headers["content-encoding"], "gzip")
      const plain = yield* exchange("GET", url, { authorization })
      assert.isUndefined(plain.headers["content-encoding"])
      assert.notStrictEqual(packed.text, plain.text)
    }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )
})
