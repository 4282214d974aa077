import { assert, describe, it } from "@effect/vitest"
import { exportModule, getJobDetails, importRows, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { CurrentProgress, type ProgressEvent, layerMetrics } from "@zoho-bulk/core/Progress"
import { Effect, Layer, Metric, Redacted, Stream } from "effect"
import { headerAndRows } from "../../../support/rows.ts"

const emulated = (options: Emulator.EmulatorOptions = {}) =>
  ZohoConnection.layer({ orgId: "694902309", auth: layerAccessToken(Redacted.make("emulator")) }).pipe(
    Layer.provide(
      Emulator.layerHttpClient({ records: { Contacts: 25 }, recordsPerPage: 10, jobDuration: 0, ...options }),
    ),
  )

/** What was counted, one line for each counter and its attributes. */
const counted = Effect.map(Metric.snapshot, (snapshot) =>
  Object.fromEntries(
    snapshot.map(({ attributes = {}, id, state }) => [
      [id, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(" "),
      "count" in state ? Number(state.count) : Number.NaN,
    ]),
  ),
)

/** Counts what a program does at an emulated Zoho, in a registry of its own. */
const countedBy = <A, E>(program: Effect.Effect<A, E, ZohoConnection>, options?: Emulator.EmulatorOptions) =>
  Effect.exit(program).pipe(
    Effect.provide(layerMetrics),
    Effect.provide(emulated(options)),
    Effect.andThen(counted),
    Effect.provideService(Metric.MetricRegistry, new Map()),
  )

const request = { module: "Contacts", fields: ["Last_Name"] }

describe("metrics", () => {
  it.live("count calls, credits, jobs, rows and bytes of an export", () =>
    Effect.gen(function* () {
      const { "zoho_bulk_bytes direction=received": received = 0, ...others } = yield* countedBy(
        headerAndRows(exportModule(request)),
      )
      assert.isAbove(received, 25)
      assert.deepStrictEqual(others, {
        "zoho_bulk_calls operation=createReadJob outcome=ok": 3,
        "zoho_bulk_calls operation=getReadJob outcome=ok": 3,
        "zoho_bulk_calls operation=downloadReadResult outcome=ok": 3,
        "zoho_bulk_credits operation=createReadJob": 150,
        "zoho_bulk_credits operation=getReadJob": 3,
        "zoho_bulk_credits operation=downloadReadResult": 3,
        "zoho_bulk_jobs kind=read state=ordered": 3,
        "zoho_bulk_jobs kind=read state=completed": 3,
        "zoho_bulk_rows kind=read": 25,
      })
    }),
  )

  it.live("count what an import sends, and the outcomes of its rows", () =>
    Effect.gen(function* () {
      const rows = Stream.make(["Last_Name", "Company"], ["Boyle", "Zylker"], ["Nobody", ""])
      const found = yield* countedBy(Stream.runDrain(importRows({ module: "Leads", operation: "insert" }, rows)))
      assert.isAbove(found["zoho_bulk_bytes direction=sent"] ?? 0, 50)
      assert.strictEqual(found["zoho_bulk_rows kind=write"], 2)
      assert.strictEqual(found["zoho_bulk_jobs kind=write state=ordered"], 1)
      assert.strictEqual(found["zoho_bulk_credits operation=createWriteJob"], 500)
    }),
  )

  it.live("count each failure by its tag, and tries beyond the first as retries", () =>
    Effect.gen(function* () {
      const found = yield* countedBy(getJobDetails({ kind: "read", id: "4150868000000000001" }), {
        faults: [{ does: "failing", operation: "getReadJob", nth: 1 }],
      })
      assert.deepStrictEqual(found, {
        "zoho_bulk_calls operation=getReadJob outcome=JobNotFound": 1,
        "zoho_bulk_credits operation=getReadJob": 2,
        "zoho_bulk_retries operation=getReadJob": 1,
      })
    }),
  )

  it.live("count a call that is given up as interrupted", () =>
    Effect.gen(function* () {
      const call = Effect.timeout(getJobDetails({ kind: "read", id: "4150868000000000001" }), "50 millis")
      const found = yield* countedBy(call, { faults: [{ does: "late", operation: "getReadJob", millis: 60_000 }] })
      assert.strictEqual(found["zoho_bulk_calls operation=getReadJob outcome=interrupted"], 1)
    }),
  )

  it.live("leave who listened to progress before in his place", () =>
    Effect.gen(function* () {
      const heard: Array<ProgressEvent["_tag"]> = []
      const listener = Layer.succeed(CurrentProgress, (event) => Effect.sync(() => void heard.push(event._tag)))
      yield* headerAndRows(exportModule(request)).pipe(
        Effect.provide(layerMetrics),
        Effect.provide(Layer.merge(emulated(), listener)),
        Effect.provideService(Metric.MetricRegistry, new Map()),
      )
      assert.strictEqual(heard.filter((tag) => tag === "ordered").length, 3)
    }),
  )
})
