import { assert, describe, it } from "@effect/vitest"
import { exportCalendar, exportModule, exportRecords, importRows, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, Stream, Tracer } from "effect"
import { recordingTracer } from "../../support/recordingTracer.ts"
import { headerAndRows } from "../../support/rows.ts"
import { outline, spansNamed, spanTrees } from "../../support/spanTree.ts"

const emulated = (options: Emulator.EmulatorOptions = {}) =>
  ZohoConnection.layer({ orgId: "694902309", auth: layerAccessToken(Redacted.make("emulator")) }).pipe(
    Layer.provide(
      Emulator.layerHttpClient({ records: { Contacts: 25 }, recordsPerPage: 10, jobDuration: 0, ...options }),
    ),
  )

/** The spans of a program at an emulated Zoho. */
const spansOf = <A, E>(program: Effect.Effect<A, E, ZohoConnection>, options?: Emulator.EmulatorOptions) =>
  Effect.gen(function* () {
    const { spans, tracer } = recordingTracer()
    yield* program.pipe(Effect.exit, Effect.provideService(Tracer.Tracer, tracer), Effect.provide(emulated(options)))
    assert.deepStrictEqual(
      spans.filter(({ status }) => status._tag !== "Ended"),
      [],
    )
    return spanTrees(spans)
  })

const page = ["  exportPage", "    createReadJob", "    waitForJob", "      getReadJob"]
const request = { module: "Contacts", fields: ["Last_Name"] }

describe("the spans of an export", () => {
  it.live(
    "are one of the module, within it one of each page and of each download, and within these those of calls",
    () =>
      Effect.gen(function* () {
        const trees = yield* spansOf(headerAndRows(exportModule(request)))
        assert.deepStrictEqual(
          outline(trees).filter((line) => !line.startsWith("  downloadReadResult")),
          ["exportModule", ...page, ...page, ...page],
        )
        assert.strictEqual(spansNamed(trees[0]?.within ?? [], "zoho-bulk.downloadReadResult").length, 3)
      }),
  )

  it.live("say which module, which page and which job", () =>
    Effect.gen(function* () {
      const [tree, ...others] = yield* spansOf(Stream.runDrain(exportRecords(request)))
      assert.deepStrictEqual(others, [])
      assert.deepStrictEqual(tree?.attributes, { "zoho.module": "Contacts" })
      const pages = spansNamed(tree?.within ?? [], "zoho-bulk.exportPage")
      const ids = pages.map(({ attributes }) => String(attributes["zoho.job_id"]))
      assert.deepStrictEqual(
        pages.map(({ attributes }) => attributes),
        ids.map((id, at) => ({ "zoho.module": "Contacts", "zoho.page": at + 1, "zoho.job_id": id })),
      )
      assert.strictEqual(new Set(ids).size, 3)
      for (const id of ids) assert.match(id, /^\d+$/)
      const waits = spansNamed(pages, "zoho-bulk.waitForJob")
      assert.deepStrictEqual(
        waits.map(({ attributes }) => attributes),
        ids.map((id) => ({ "zoho.job_id": id, "zoho.job_kind": "read", "zoho.module": "Contacts" })),
      )
    }),
  )

  it.live("of a calendar are the same, by its name", () =>
    Effect.gen(function* () {
      const trees = yield* spansOf(Stream.runDrain(exportCalendar({ module: "Events" })), { recordsPerPage: 100 })
      assert.deepStrictEqual(outline(trees), ["exportCalendar", ...page, "  downloadReadResult"])
      assert.deepStrictEqual(trees[0]?.attributes, { "zoho.module": "Events" })
    }),
  )

  it.live("tell what it failed of, and where", () =>
    Effect.gen(function* () {
      const { spans, tracer } = recordingTracer()
      yield* headerAndRows(exportModule({ module: "Contacts", fields: ["No_Such_Field"] })).pipe(
        Effect.exit,
        Effect.provideService(Tracer.Tracer, tracer),
        Effect.provide(emulated()),
      )
      assert.deepStrictEqual(
        spans.map(({ name, status }) => [name, status._tag === "Ended" && status.exit._tag]),
        [
          ["zoho-bulk.exportModule", "Failure"],
          ["zoho-bulk.exportPage", "Failure"],
          ["zoho-bulk.createReadJob", "Failure"],
        ],
      )
      assert.include(Object.fromEntries(spans[2]?.attributes ?? []), {
        "error.type": "RequestNotAccepted",
        "zoho.error_code": "FIELD_NOT_AVAILABLE",
      })
    }),
  )

  it.live("lie within the span of the program around it", () =>
    Effect.gen(function* () {
      const trees = yield* spansOf(Effect.withSpan(headerAndRows(exportModule(request)), "nightly"))
      assert.deepStrictEqual(
        trees.map(({ name, within }) => [name, within.map((each) => each.name)]),
        [["nightly", ["zoho-bulk.exportModule"]]],
      )
    }),
  )

  it.live("say no module that is none", () =>
    Effect.gen(function* () {
      const trees = yield* spansOf(headerAndRows(exportModule({ module: "my secret is 1000.x" })))
      assert.notInclude(JSON.stringify(trees), "secret")
    }),
  )
})

describe("the spans of an import", () => {
  const rows = Stream.make(["Last_Name", "Company"], ["Boyle", "Zylker"], ["Reiner", "Zylker"], ["Fox", "Zylker"])
  const imported = Stream.runDrain(importRows({ module: "Leads", operation: "insert", concurrency: 1 }, rows)).pipe(
    Effect.provide(layerLimits({ maxUploadRows: 2 })),
  )

  it.live("are one of the import, within it one of each part, and within these those of calls", () =>
    Effect.gen(function* () {
      const part = ["uploadFile", "createWriteJob", "waitForJob", "  getWriteJob", "downloadWriteResult"]
      const within = ["  importPart", ...part.map((line) => `    ${line}`)]
      assert.deepStrictEqual(outline(yield* spansOf(imported)), ["importRows", ...within, ...within])
    }),
  )

  it.live("say which module, which part and which job", () =>
    Effect.gen(function* () {
      const trees = yield* spansOf(imported)
      assert.deepStrictEqual(trees[0]?.attributes, { "zoho.module": "Leads" })
      const parts = spansNamed(trees, "zoho-bulk.importPart")
      const ids = parts.map(({ attributes }) => String(attributes["zoho.job_id"]))
      assert.deepStrictEqual(
        parts.map(({ attributes }) => attributes),
        ids.map((id, at) => ({ "zoho.module": "Leads", "zoho.part": at + 1, "zoho.job_id": id })),
      )
      for (const id of ids) assert.match(id, /^\d+$/)
      assert.deepStrictEqual(
        spansNamed(trees, "zoho-bulk.waitForJob").map(({ attributes }) => attributes),
        ids.map((id) => ({ "zoho.job_id": id, "zoho.job_kind": "write", "zoho.module": "Leads" })),
      )
    }),
  )

  it.live("show no cell", () =>
    Effect.gen(function* () {
      assert.notInclude(JSON.stringify(yield* spansOf(imported)), "Boyle")
    }),
  )
})
