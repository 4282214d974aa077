import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { ByteSize, Duration, Effect, Layer } from "effect"
import { ask, upload, uploadBytes } from "../../support/emulatedZoho.ts"
import { expectTag } from "../../support/failureAfter.ts"

/** Calls as JavaScript does, which knows nothing of types. */
const untyped = Emulator as unknown as Readonly<
  Record<
    "layer" | "layerHttpClient",
    (options: unknown) => Layer.Layer<Emulator.Emulator, Emulator.InvalidEmulatorOptions>
  >
>

const failureOf = (options: unknown, layer: "layer" | "layerHttpClient" = "layer") =>
  Effect.map(Effect.flip(Effect.scoped(Layer.build(untyped[layer](options)))), (failure) =>
    expectTag(failure, "InvalidEmulatorOptions"),
  )

const throttled = { does: "throttled" }

const cyclic: Record<string, unknown> = {}
cyclic["records"] = cyclic

const hostile = {
  get records() {
    throw new Error("no records for you")
  },
}

const wrong: ReadonlyArray<{ option: string; options: unknown; problem: string; remedy: string }> = [
  { option: "", options: null, problem: "The options are null", remedy: "records, organizationId" },
  { option: "", options: "fast", problem: 'The options are "fast"', remedy: "records, organizationId" },
  { option: "", options: [throttled], problem: 'The options are [{"does":"throttled"}]', remedy: "records" },
  { option: "", options: hostile, problem: "no records for you", remedy: "records" },
  { option: "fautls", options: { fautls: [] }, problem: "Unknown option fautls", remedy: "faults" },
  { option: "mishaps", options: { mishaps: [] }, problem: "Unknown option mishaps", remedy: "faults" },
  { option: "records", options: { records: null }, problem: "records is null", remedy: "{ Contacts: 500 }" },
  { option: "records.Leads", options: { records: { Leads: -1 } }, problem: "records.Leads is -1", remedy: "from 0" },
  { option: "records.Leads", options: { records: { Leads: "10" } }, problem: 'is "10"', remedy: "from 0" },
  { option: "records.Leads", options: { records: { Leads: 1e9 } }, problem: "is 1000000000", remedy: "999999999" },
  {
    option: "records.a b",
    options: { records: { "a b": 1 } },
    problem: "Unknown option records.a b",
    remedy: "modules",
  },
  { option: "records.records", options: cyclic, problem: "records.records is ", remedy: "from 0" },
  { option: "organizationId", options: { organizationId: 415 }, problem: "is 415", remedy: "string of digits" },
  { option: "zgid", options: { zgid: "org1" }, problem: 'zgid is "org1"', remedy: "string of digits" },
  { option: "dataCenter", options: { dataCenter: "mars" }, problem: 'is "mars"', remedy: "us, eu, in" },
  { option: "scopes", options: { scopes: "ZohoCRM.bulk.ALL" }, problem: "scopes is ", remedy: "a list of scopes" },
  { option: "scopes[0]", options: { scopes: ["bulk"] }, problem: 'scopes[0] is "bulk"', remedy: "a list of scopes" },
  { option: "jobDuration", options: { jobDuration: -1 }, problem: "jobDuration is -1", remedy: "0 or more" },
  { option: "jobDuration", options: { jobDuration: NaN }, problem: "jobDuration is NaN", remedy: "milliseconds" },
  { option: "jobDuration", options: { jobDuration: Infinity }, problem: "is Infinity", remedy: "milliseconds" },
  { option: "jobDuration", options: { jobDuration: "soon" }, problem: 'is "soon"', remedy: '"5 minutes"' },
  {
    option: "hostNames",
    options: { hostNames: "zoho" },
    problem: 'hostNames is "zoho"',
    remedy: "a list of host names",
  },
  { option: "hostNames[0]", options: { hostNames: ["zoho:80"] }, problem: 'is "zoho:80"', remedy: "without ports" },
  {
    option: "faults[0].operation",
    options: { faults: [{ operation: "uploadFile", does: "job-fails" }] },
    problem: 'faults[0].operation is "uploadFile", which job-fails never affects',
    remedy: "Use one of: createReadJob, createWriteJob; or leave operation out.",
  },
  {
    option: "faults[1].operation",
    options: { faults: [throttled, { operation: "getReadJob", does: "wrong-checksum" }] },
    problem: "which wrong-checksum never affects",
    remedy: "downloadReadResult, downloadWriteResult",
  },
  {
    option: "faults[0].method",
    options: { faults: [{ operation: "getReadJob", method: "post", does: "late" }] },
    problem: 'faults[0].method is "post", but getReadJob never uses it',
    remedy: "Use GET, or leave method out.",
  },
  { option: "recordsPerPage", options: { recordsPerPage: 0 }, problem: "is 0", remedy: "1 or more" },
  { option: "recordsPerPage", options: { recordsPerPage: 1.5 }, problem: "is 1.5", remedy: "1 or more" },
  { option: "creditsPerDay", options: { creditsPerDay: 10n }, problem: "is 10n", remedy: "0 or more" },
  { option: "uploadLimit", options: { uploadLimit: -1 }, problem: "uploadLimit is -1", remedy: '"25 MiB"' },
  { option: "uploadLimit", options: { uploadLimit: "big" }, problem: 'is "big"', remedy: "a number of bytes" },
  { option: "concurrency", options: { concurrency: "lots" }, problem: 'is "lots"', remedy: "1 or more" },
  { option: "callbacks", options: { callbacks: {} }, problem: "callbacks is {}", remedy: "a Layer" },
  { option: "faults", options: { faults: throttled }, problem: "faults is {", remedy: "a list of faults" },
  { option: "faults[0]", options: { faults: [null] }, problem: "faults[0] is null", remedy: "a list of faults" },
  { option: "faults[0].does", options: { faults: [{}] }, problem: "faults[0].does is undefined", remedy: "throttled," },
  {
    option: "faults[1].does",
    options: { faults: [throttled, { does: "explode" }] },
    problem: 'faults[1].does is "explode"',
    remedy: "Use one of: throttled, unauthorized,",
  },
  {
    option: "faults[0].operation",
    options: { faults: [{ ...throttled, operation: "getReedJob" }] },
    problem: 'faults[0].operation is "getReedJob"',
    remedy: "createReadJob, getReadJob",
  },
  {
    option: "faults[0].opreation",
    options: { faults: [{ ...throttled, opreation: "getReadJob" }] },
    problem: "Unknown option faults[0].opreation",
    remedy: "does, operation, method",
  },
  {
    option: "faults[0].nth",
    options: { faults: [{ ...throttled, nth: 0 }] },
    problem: "nth is 0",
    remedy: "1 or more",
  },
  {
    option: "faults[0].nth",
    options: { faults: [{ ...throttled, nth: [] }] },
    problem: "is []",
    remedy: "list of them",
  },
  {
    option: "faults[0].nth[1]",
    options: { faults: [{ ...throttled, nth: [1, -1] }] },
    problem: "is -1",
    remedy: "1 or more",
  },
  { option: "faults[0].method", options: { faults: [{ ...throttled, method: "GTE" }] }, problem: "GTE", remedy: "GET" },
  {
    option: "faults[0].path",
    options: { faults: [{ ...throttled, path: "" }] },
    problem: 'is ""',
    remedy: "part of a path",
  },
  {
    option: "faults[0].millis",
    options: { faults: [{ does: "late", millis: -5 }] },
    problem: "is -5",
    remedy: "0 or more",
  },
  {
    option: "faults[0].retryAfter",
    options: { faults: [{ ...throttled, retryAfter: "7" }] },
    problem: 'is "7"',
    remedy: "a number of seconds",
  },
]

describe("the emulator's options", () => {
  it.effect.each(wrong)("fail the layer where they are wrong, and say what to do: $problem", (row) =>
    Effect.gen(function* () {
      const failure = yield* failureOf(row.options)
      assert.strictEqual(failure.option, row.option)
      assert.include(failure.problem, row.problem)
      assert.include(failure.remedy, row.remedy)
      assert.strictEqual(failure.message, `${failure.summary}\n${failure.remedy}`)
      assert.isFalse(failure.isRetryable)
    }),
  )

  it.effect("fail the layer of an `HttpClient` in the same way", () =>
    Effect.gen(function* () {
      const failure = yield* failureOf({ faults: [{ does: "explode" }] }, "layerHttpClient")
      assert.strictEqual(failure.option, "faults[0].does")
    }),
  )

  it.effect.each([undefined, {}, { records: undefined, jobDuration: undefined, faults: undefined, zgid: undefined }])(
    "may be left out, all or some: %j",
    (options) =>
      Effect.gen(function* () {
        const { organization, records } = yield* (yield* Emulator.Emulator).report
        assert.strictEqual(organization.zgid, "694902309")
        assert.deepInclude(records, { Contacts: 250, Leads: 120 })
      }).pipe(Effect.provide(Emulator.layer(options))),
  )

  it.effect("take durations and sizes in every form that Effect has for them", () =>
    Effect.gen(function* () {
      const bytes = new Uint8Array(2_049)
      assert.strictEqual((yield* uploadBytes(bytes)).body.details.max_size, 2_048)
      yield* upload({ "leads.csv": "Last_Name\nBoyle\n" })
      yield* ask("POST", "/crm/bulk/v8/read", { json: { query: { module: { api_name: "Leads" } } } })
      const { jobs } = yield* (yield* Emulator.Emulator).report
      assert.strictEqual(jobs[0]?.percent, 100)
    }).pipe(Effect.provide(Emulator.layerHttpClient({ uploadLimit: "2 KiB", jobDuration: Duration.zero }))),
  )

  it.effect("have the same meaning in whatever form", () =>
    Effect.gen(function* () {
      const durations = [60_000, "1 minute", Duration.minutes(1), { minutes: 1 }, 60_000_000_000n] as const
      for (const jobDuration of durations) {
        for (const uploadLimit of [1_024, "1 KiB", ByteSize.kibibytes(1), 1_024n] as const) {
          yield* Effect.scoped(Layer.build(Emulator.layer({ jobDuration, uploadLimit })))
        }
      }
    }),
  )
})

describe("`script`", () => {
  it.effect("takes no fault that is not one, and leaves what was scripted before", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator.Emulator
      const script = emulator.script as (faults: unknown) => Effect.Effect<void, Emulator.InvalidEmulatorOptions>
      const failure = yield* Effect.flip(script([{ does: "explode" }]))
      assert.strictEqual(failure.option, "faults[0].does")
      assert.strictEqual((yield* Effect.flip(script(null))).problem, "faults is null")
      assert.lengthOf((yield* emulator.report).faults, 1)
    }).pipe(Effect.provide(Emulator.layer({ faults: [{ does: "throttled" }] }))),
  )
})
