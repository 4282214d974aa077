import { assert, describe, it } from "@effect/vitest"
import {
  createReadJob,
  createWriteJob,
  getJobDetails,
  uploadFile,
  waitForJob,
  watchJob,
  type ZohoConnection,
} from "@zoho-bulk/core"
import { type CreateJobFailure, InvalidJobId, type UploadFailure, type WaitFailure } from "@zoho-bulk/core/Failure"
import { layerSignals } from "@zoho-bulk/core/Callback"
import { Duration, Effect, Stream } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"

type Failure = CreateJobFailure | UploadFailure | WaitFailure

/** What a call fails with that a program without types makes wrongly: nothing is sent. */
const failureOf = (wrong: Effect.Effect<unknown, Failure, ZohoConnection>) =>
  Effect.gen(function* () {
    const failure = yield* Effect.flip(wrong)
    assert.deepStrictEqual(yield* sentRequests, [])
    return failure
  }).pipe(Effect.provide(scripted([], { settings: { orgId: "1" } })))

const id = "4150868000005376042"

/** Every call that looks at a job, with options that may be none. */
const looks = (options: unknown) => [
  getJobDetails(options as { readonly id: string }),
  waitForJob(options as waitForJob.Options),
  Stream.runDrain(watchJob(options as watchJob.Options)),
]

const wrongIds: ReadonlyArray<{ readonly options: unknown; readonly says: string }> = [
  { options: undefined, says: "undefined is not a job id" },
  { options: null, says: "undefined is not a job id" },
  { options: id, says: "undefined is not a job id" },
  { options: {}, says: "undefined is not a job id" },
  { options: { id: null }, says: "null is not a job id" },
  { options: { id: [id] }, says: "an array is not a job id" },
  { options: { id: { id } }, says: "an object is not a job id" },
  { options: { id: Symbol(id) }, says: "a symbol is not a job id" },
  { options: { id: () => id }, says: "a function is not a job id" },
  { options: { id: "" }, says: '"" is not a job id' },
]

describe("a look at a job", () => {
  it.effect.each(wrongIds)("fails on an id that is none, and throws nothing: $says", ({ options, says }) =>
    Effect.gen(function* () {
      for (const look of looks(options)) {
        const failure = expectTag(yield* failureOf(look), "InvalidJobId")
        assert.strictEqual(failure.summary, says)
        assert.isFalse(failure.isRetryable)
      }
    }),
  )

  it.effect.each([{ number: Number(id) }, { number: 7 }, { number: NaN }])(
    "says of the number $number that its last digits may be lost",
    ({ number }) =>
      Effect.gen(function* () {
        for (const look of looks({ id: number })) {
          const failure = expectTag(yield* failureOf(look), "InvalidJobId")
          assert.include(failure, { input: String(number), inputType: "number" })
          assert.include(failure.summary, "A number is not a job id")
          assert.include(failure.remedy, "a number of that size loses its last digits")
        }
      }),
  )

  it.effect("says of a bigint how to make an id of it", () =>
    Effect.gen(function* () {
      for (const look of looks({ id: BigInt(id) })) {
        const failure = expectTag(yield* failureOf(look), "InvalidJobId")
        assert.include(failure, { input: `${id}n`, inputType: "bigint" })
        assert.include(failure.remedy, "String(id)")
      }
    }),
  )

  it.effect.each(["READ", "delete", "", null, 7, true, {}, ["read"], Symbol("read")])(
    "fails on the kind %s, which is none",
    (kind) =>
      Effect.gen(function* () {
        for (const look of looks({ id, kind })) {
          const failure = expectTag(yield* failureOf(look), "InvalidJobId")
          assert.isTrue(failure.isKind)
          assert.include(failure.summary, "is not a kind of job")
          assert.include(failure.remedy, "read or write")
        }
      }),
  )

  it("has a failure that tells an id from a kind", () => {
    assert.strictEqual(new InvalidJobId({ input: "x" }).isKind, undefined)
  })
})

const wrongWaits: ReadonlyArray<{ readonly options: object; readonly says: string }> = [
  ...["soon", "5", "-5 minutes", "", -1, NaN, null, true, {}, [5], new Date(0), Symbol("soon")].map((timeout) => ({
    options: { timeout },
    says: "timeout of the wait is ",
  })),
  { options: { timout: "5 minutes" }, says: "Did you mean timeout?" },
  { options: { signal: {} }, says: "Did you mean signals?" },
  { options: { signals: null }, says: "signals of the wait is null" },
  { options: { signals: layerSignals() }, says: "It must be the service Callback.JobSignals" },
  { options: { signals: new AbortController().signal }, says: "signals of the wait is an object" },
]

describe("a wait for a job", () => {
  it.effect.each(wrongWaits)("fails before anything is sent on $options: $says", ({ options, says }) =>
    Effect.gen(function* () {
      for (const wait of looks({ id, kind: "read", ...options }).slice(1)) {
        const failure = expectTag(yield* failureOf(wait), "InvalidRequest")
        assert.include(failure.message, says)
      }
    }),
  )

  it.effect.each(["2 seconds", 2_000, 2_000_000_000n, Duration.seconds(2), { seconds: 2 }, [2, 0], 0] as const)(
    "takes %s for a timeout",
    (timeout) =>
      Effect.gen(function* () {
        assert.strictEqual((yield* waitForJob({ kind: "read", id, timeout })).job.state, "completed")
      }).pipe(Effect.provide(scripted([json(readBody({ id, state: "COMPLETED" }))]))),
  )
})

const readRequests: ReadonlyArray<{ readonly request: unknown; readonly says: string }> = [
  { request: undefined, says: "The request is undefined" },
  { request: null, says: "The request is null" },
  { request: "Contacts", says: 'The request is "Contacts"' },
  { request: [{ module: "Contacts" }], says: "The request is an array" },
  { request: {}, says: "module of the request is missing" },
  { request: { module: 7 }, says: "module of the request is 7" },
  { request: { module: { api_name: "Contacts" } }, says: "It must be a string." },
  { request: { module: "Contacts", page: "2" }, says: 'page of the request is "2"' },
  { request: { module: "Contacts", page: 1.5 }, says: "1.5 is not a page" },
  { request: { module: "Contacts", page: NaN }, says: "page of the request is NaN" },
  { request: { module: "Contacts", feilds: ["Email"] }, says: "Did you mean fields?" },
  { request: { module: "Contacts", fields: [] }, says: "The list of fields is empty" },
  { request: { module: "Contacts", fields: "Last_Name" }, says: 'fields of the request is "Last_Name"' },
  { request: { module: "Contacts", fields: ["Last_Name", 7] }, says: "fields[1] of the request is 7" },
  { request: { module: "Contacts", fields: new Set(["Last_Name"]) }, says: "fields of the request is an object" },
  { request: { module: "Contacts", where: null }, says: "where of the request is null" },
  { request: { module: "Contacts", fileType: "ics" }, says: 'module of the request is "Contacts"' },
  { request: { module: "Contacts", fileType: "xlsx" }, says: 'It must be "csv".' },
  { request: { module: "Contacts", callbackUrl: 7 }, says: "callbackUrl of the request is 7" },
  { request: { pageToken: 7 }, says: "pageToken of the request is 7" },
  { request: { pageToken: "" }, says: 'pageToken of the request is ""' },
  { request: { pageToken: "x", module: "Contacts" }, says: "The request has no key module" },
]

const resource = { module: "Leads", fileId: "1" }

const writeRequests: ReadonlyArray<{ readonly request: unknown; readonly says: string }> = [
  { request: undefined, says: "The request is undefined" },
  { request: null, says: "The request is null" },
  { request: {}, says: "of the request is missing" },
  { request: { operation: "insert" }, says: "resources of the request is missing" },
  { request: { operation: "insert", resources: [] }, says: "resources[0] of the request is missing" },
  { request: { operation: "insert", resources: resource }, says: "resources of the request is an object" },
  { request: { operation: "insert", resources: [null] }, says: "resources[0] of the request is null" },
  { request: { operation: "delete", resources: [resource] }, says: 'It must be "insert", "update" or "upsert".' },
  { request: { operation: "update", resources: [resource] }, says: "To update Leads, findBy is needed" },
  {
    request: { operation: "upsert", resources: [{ ...resource, findBy: null }] },
    says: "findBy of the request is null",
  },
  {
    request: { operation: "insert", resources: [{ ...resource, fileID: "2" }] },
    says: "resources[0].fileID of the request is not known",
  },
  {
    request: { operation: "insert", resources: [{ ...resource, fileId: 1 }] },
    says: "resources[0].fileId of the request is 1",
  },
  {
    request: { operation: "insert", resources: [{ ...resource, mappings: {} }] },
    says: "mappings of the request is an object",
  },
  {
    request: { operation: "insert", resources: [{ ...resource, mappings: [{ field: "Company", index: "0" }] }] },
    says: 'resources[0].mappings[0].index of the request is "0"',
  },
  {
    request: { operation: "insert", resources: [{ ...resource, mappings: [{ field: "Company", index: -1 }] }] },
    says: "resources[0].mappings[0].index of the request is -1",
  },
  {
    request: { operation: "insert", resources: [{ ...resource, mappings: [{ field: "Company", defaultValue: "x" }] }] },
    says: 'resources[0].mappings[0].defaultValue of the request is "x"',
  },
  { request: { operation: "insert", resources: [resource], ignoreEmpty: 1 }, says: "ignoreEmpty of the request is 1" },
]

describe("an order for a job", () => {
  it.effect.each(readRequests)(
    "to read fails before anything is sent, and throws nothing: $says",
    ({ request, says }) =>
      Effect.gen(function* () {
        const failure = expectTag(yield* failureOf(createReadJob(request as createReadJob.Request)), "InvalidRequest")
        assert.include(failure.message, says)
      }),
  )

  it.effect.each(writeRequests)(
    "to write fails before anything is sent, and throws nothing: $says",
    ({ request, says }) =>
      Effect.gen(function* () {
        const failure = expectTag(yield* failureOf(createWriteJob(request as createWriteJob.Request)), "InvalidRequest")
        assert.include(failure.message, says)
      }),
  )
})

const bytes = Stream.make(Uint8Array.of(0x50, 0x4b, 3, 4))

const files: ReadonlyArray<{ readonly file: unknown; readonly says: string }> = [
  { file: undefined, says: "The file is undefined" },
  { file: null, says: "The file is null" },
  { file: "leads.zip", says: 'The file is "leads.zip"' },
  { file: {}, says: "of the file is missing" },
  { file: { bytes }, says: "name of the file is missing" },
  { file: { name: 7, bytes }, says: "name of the file is 7" },
  { file: { name: "leads.zip" }, says: "bytes of the file is missing" },
  { file: { name: "leads.zip", bytes: Uint8Array.of(0x50) }, says: "It must be a Stream." },
  { file: { name: "leads.zip", bytes: [0x50] }, says: "bytes of the file is an array" },
  { file: { name: "leads.zip", bytes, size: "4" }, says: 'size of the file is "4"' },
  { file: { name: "leads.zip", bytes, size: 4n }, says: "size of the file is 4n" },
  { file: { name: "leads.zip", bytes, size: Symbol("4") }, says: "size of the file is a symbol" },
  { file: { name: "leads.zip", bytes, size: null }, says: "size of the file is null" },
  { file: { name: "leads.zip", bytes, size: Infinity }, says: "The size of the file was given as Infinity bytes" },
  { file: { name: "leads.zip", bytes, sice: 4 }, says: "Did you mean size?" },
]

describe("an upload", () => {
  it.effect.each(files)("fails before anything is sent, and throws nothing: $says", ({ file, says }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureOf(uploadFile(file as uploadFile.File)), "InvalidRequest")
      assert.include(failure.message, says)
    }),
  )

  it.effect.each([
    { chunk: null, says: "The stream yields null, not bytes" },
    { chunk: "PK\u0003\u0004", says: ", not bytes" },
    { chunk: 0x50, says: "The stream yields 80, not bytes" },
    { chunk: [0x50, 0x4b, 3, 4], says: "The stream yields an array, not bytes" },
    { chunk: new ArrayBuffer(4), says: "The stream yields an object, not bytes" },
  ])("fails on a stream of something else: $says", ({ chunk, says }) =>
    Effect.gen(function* () {
      const file = { name: "leads.zip", bytes: Stream.make(chunk as never) }
      const failure = yield* uploadFile(file).pipe(
        Effect.flip,
        Effect.provide(scripted([json({})], { settings: { orgId: "1" } })),
      )
      assert.include(expectTag(failure, "InvalidRequest").message, says)
    }),
  )
})
