import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import {
  Condition,
  createReadJob,
  createWriteJob,
  downloadResult,
  type JobId,
  type JobKind,
  type ReadJob,
  uploadFile,
  waitForJob,
  type WriteJob,
  ZohoConnection,
} from "@zoho-bulk/core"
import { type ApiVersion, apiVersions } from "@zoho-bulk/core/Settings"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Context, Effect, Layer, Redacted, Ref, Stream } from "effect"
import { HttpClient } from "effect/http"
import { unzip, zipOf } from "../../support/emulatedZoho.ts"

/** What went over the wire: method, path, and the body where it was JSON. */
class Wire extends Context.Service<Wire, Ref.Ref<ReadonlyArray<readonly [string, unknown]>>>()("test/Wire") {}

const jsonIn = (request: { readonly body: unknown }): unknown => {
  const { body } = request as { readonly body: { readonly _tag: string; readonly body?: Uint8Array } }
  return body._tag === "Uint8Array" ? JSON.parse(new TextDecoder().decode(body.body)) : undefined
}

const watched = Layer.effect(
  HttpClient.HttpClient,
  Effect.gen(function* () {
    const wire = yield* Wire
    const client = yield* HttpClient.HttpClient
    return HttpClient.tapRequest(client, (request) =>
      Ref.update(wire, (seen) => [
        ...seen,
        [`${request.method} ${new URL(request.url).pathname}`, jsonIn(request)] as const,
      ]),
    )
  }),
).pipe(
  Layer.provide(Emulator.layerHttpClient({ records: { Leads: 500 } })),
  Layer.provideMerge(Layer.effect(Wire, Ref.make<ReadonlyArray<readonly [string, unknown]>>([]))),
)

const connected = (apiVersion: ApiVersion) =>
  ZohoConnection.layer({ apiVersion }).pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(watched),
  )

/** Waits until the job has ended. */
const ended = <Kind extends JobKind>(kind: Kind, id: JobId) =>
  Effect.map(Emulator.withAdvancingClock(waitForJob({ kind, id })), ({ job }) => job)

/** The rows of the only file in a result. */
const rowsOf = Effect.fnUntraced(function* (job: ReadJob | WriteJob) {
  const files = yield* unzip(yield* Stream.mkUint8Array(downloadResult(job)))
  return Object.values(files)[0] ?? []
})

const csv = "Last_Name,Email\r\nBoyle,patricia@example.com\r\n,nobody@example.com\r\n"

const isV2 = (version: ApiVersion) => version === "v2"

describe("every version's whole way, on the emulator", () => {
  it.effect.each(apiVersions)("%s orders a read job, looks at it and fetches its rows", (version) =>
    Effect.gen(function* () {
      const where = Condition.field.text("Last_Name").notEqual("nobody")
      const { id } = yield* createReadJob({ module: "Leads", fields: ["Last_Name", "Email"], where })
      const job = yield* ended("read", id)
      const rows = yield* rowsOf(job)

      assert.strictEqual(job.state, "completed")
      assert.strictEqual(job.kind === "read" ? job.result?.count : undefined, rows.length - 1)
      assert.strictEqual(job.kind === "read" ? job.query?.module?.sentAs : undefined, isV2(version) ? "name" : "object")
      assert.isAbove(rows.length, 100)
      const seen = yield* Effect.flatMap(Wire, Ref.get)
      assert.deepStrictEqual(seen[0], [
        `POST /crm/bulk/${version}/read`,
        {
          query: {
            module: isV2(version) ? "Leads" : { api_name: "Leads" },
            fields: ["Last_Name", "Email"],
            criteria: isV2(version)
              ? { api_name: "Last_Name", comparator: "not_equal", value: "nobody" }
              : { field: { api_name: "Last_Name" }, comparator: "not_equal", value: "nobody" },
          },
        },
      ])
      assert.strictEqual(seen.at(-1)?.[0], `GET /crm/bulk/${version}/read/${id}/result`)
    }).pipe(Effect.provide(connected(version))),
  )

  it.effect.each(apiVersions)("%s uploads a file, orders a write job, and fetches what became of its rows", (version) =>
    Effect.gen(function* () {
      const bytes = Stream.make(Uint8Array.from(yield* zipOf({ "contacts.csv": csv })))
      const fileId = yield* uploadFile({ name: "contacts.zip", bytes })
      const { id } = yield* createWriteJob({
        operation: "insert",
        ignoreEmpty: true,
        resources: [
          {
            module: "Contacts",
            fileId,
            mappings: [
              { field: "Last_Name", index: 0 },
              { field: "Email", index: 1 },
            ],
          },
        ],
      })
      const job = yield* ended("write", id)
      const rows = yield* rowsOf(job)

      const file = job.kind === "write" ? job.resource?.[0]?.file : undefined
      assert.deepStrictEqual([file?.addedCount, file?.skippedCount, file?.totalCount], [1, 1, 2])
      const [, added, skipped] = rows
      assert.deepStrictEqual(added?.slice(0, 3), ["Boyle", "patricia@example.com", "ADDED"])
      assert.deepStrictEqual(skipped?.slice(0, 3), ["", "nobody@example.com", "SKIPPED"])
      assert.strictEqual(skipped?.at(-1), "MANDATORY_NOT_FOUND-Last_Name")
      const seen = yield* Effect.flatMap(Wire, Ref.get)
      assert.deepStrictEqual(
        seen.slice(0, 3).map(([line]) => line),
        [`GET /crm/${version}/org`, `POST /crm/${version}/upload`, `POST /crm/bulk/${version}/write`],
      )
      assert.deepStrictEqual(seen[2]?.[1], {
        operation: "insert",
        ...(isV2(version) ? {} : { ignore_empty: true }),
        resource: [
          {
            type: "data",
            module: isV2(version) ? "Contacts" : { api_name: "Contacts" },
            file_id: fileId,
            ...(isV2(version) ? { ignore_empty: true } : {}),
            field_mappings: [
              { api_name: "Last_Name", index: 0 },
              { api_name: "Email", index: 1 },
            ],
          },
        ],
      })
    }).pipe(Effect.provide(connected(version))),
  )
})
