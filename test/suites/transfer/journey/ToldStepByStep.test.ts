import { assert, describe, it } from "@effect/vitest"
import { exportModule, importRows, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Journal, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { CurrentProgress, type ProgressEvent } from "@zoho-bulk/core/Progress"
import { Effect, Layer, Redacted, Stream } from "effect"
import { headerAndRows } from "../../../support/rows.ts"

const emulated = (options: Emulator.EmulatorOptions = {}) =>
  Layer.merge(
    ZohoConnection.layer().pipe(
      Layer.provide(layerAccessToken(Redacted.make("emulator"))),
      Layer.provideMerge(Emulator.layerHttpClient({ jobDuration: 0, recordsPerPage: 10, ...options })),
    ),
    layerMemory(),
  )

const journal = Layer.effect(Journal, Journal)

/** What was told while a journey ran, without what differs from run to run. */
const toldBy = Effect.fnUntraced(function* <A, E, R>(journey: Effect.Effect<A, E, R>) {
  const told: Array<Readonly<Record<string, unknown>>> = []
  const listen = (event: ProgressEvent) =>
    Effect.sync(() => {
      const {
        jobId,
        elapsedMillis,
        zohoTime: _,
        ...said
      } = {
        jobId: undefined,
        elapsedMillis: undefined,
        zohoTime: undefined,
        ...event,
      }
      told.push({ ...said, ...(jobId === undefined ? {} : { hasJob: /^\d+$/.test(jobId) }) })
      if (elapsedMillis !== undefined) assert.isAtLeast(elapsedMillis, 0)
    })
  yield* Effect.provideService(journey, CurrentProgress, listen)
  return told
})

/** What is in the journal, without times and what Zoho and digests made up. */
const written = Effect.map(
  Effect.flatMap(Journal, ({ entries }) => entries),
  (entries) =>
    entries.map((entry) => {
      const said: Record<string, unknown> = { ...entry }
      for (const key of ["at", "jobId", "fileId", "digest", "digests", "keptAs", "zohoTime"]) delete said[key]
      return said
    }),
)

describe("an export of two pages", () => {
  const contacts = headerAndRows(exportModule({ module: "Contacts", fields: ["Email"] }, { journal }))

  it.live("is told and written down step by step", () =>
    Effect.gen(function* () {
      const told = yield* toldBy(contacts)
      const ordered = (part: string) => ({ _tag: "ordered", part, kind: "read", hasJob: true })
      const looked = (part: string, rows: number, moreRecords: boolean) => {
        return { _tag: "looked", part, kind: "read", hasJob: true, state: "completed", rows, moreRecords }
      }
      const flowed = (part: string, rows: number) => ({ _tag: "flowed", part, kind: "read", rows })
      assert.sameDeepMembers(
        told.filter((each) => each["_tag"] !== "looked" || each["state"] === "completed"),
        [
          ordered("page 1"),
          looked("page 1", 10, true),
          flowed("page 1", 10),
          ordered("page 2"),
          looked("page 2", 3, false),
          flowed("page 2", 3),
        ],
      )
      assert.deepStrictEqual(yield* written, [
        {
          step: "begun",
          form: 2,
          kind: "export",
          request: { fields: ["Email"], module: "Contacts" },
          host: "https://www.zohoapis.com",
        },
        ...["page 1", "page 2"].flatMap((part) => [
          { step: "ordering", part },
          { step: "ordered", part },
          { step: "paged", part },
        ]),
        { step: "finished" },
      ])
    }).pipe(Effect.provide(emulated({ records: { Contacts: 13 } }))),
  )
})

describe("an import of two parts", () => {
  const rows = Stream.fromIterable([["Last_Name", "Company"], ...["A", "B", "C"].map((name) => [name, "Zylker"])])
  const leads = importRows({ module: "Leads", operation: "insert", concurrency: 1 }, rows, { journal }).pipe(
    Stream.runCollect,
    Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 2 }),
  )

  it.live("is told and written down step by step", () =>
    Effect.gen(function* () {
      const told = yield* toldBy(leads)
      const of = (part: string, rowsOfPart: number) => [
        { _tag: "uploaded", part },
        { _tag: "ordered", part, kind: "write", hasJob: true },
        { _tag: "looked", part, kind: "write", hasJob: true, state: "completed" },
        { _tag: "flowed", part, kind: "write", rows: rowsOfPart },
      ]
      assert.deepStrictEqual(
        told.filter((each) => each["_tag"] !== "looked" || each["state"] === "completed"),
        [{ _tag: "split", rows: 3, parts: 2 }, ...of("part 1", 2), ...of("part 2", 1)],
      )
      assert.deepStrictEqual(yield* written, [
        {
          step: "begun",
          form: 2,
          kind: "import",
          request: { module: "Leads", operation: "insert" },
          host: "https://www.zohoapis.com",
        },
        { step: "split", parts: [2, 1] },
        { step: "organization", id: "694902309" },
        ...["part 1", "part 2"].flatMap((part) => [
          { step: "uploaded", part, fields: ["Last_Name", "Company"] },
          { step: "ordering", part },
          { step: "ordered", part },
          { step: "fetched", part },
        ]),
        { step: "finished" },
      ])
    }).pipe(Effect.provide(emulated())),
  )

  it.live("of which one job fails tells so of its rows, and the others go on", () =>
    Effect.gen(function* () {
      const outcomes = yield* leads
      assert.deepStrictEqual(
        outcomes.map(({ reasons, row, status }) => [row, status, reasons.map(({ code }) => code)]),
        [
          [1, "failed", ["INTERNAL_SERVER_ERROR"]],
          [2, "failed", ["INTERNAL_SERVER_ERROR"]],
          [3, "added", []],
        ],
      )
      const ended = (yield* written).filter(({ step }) => step === "ended" || step === "fetched")
      assert.deepStrictEqual(
        ended.map(({ part, state, step }) => [step, part, state]),
        [
          ["ended", "part 1", "failed"],
          ["fetched", "part 2", undefined],
        ],
      )
    }).pipe(Effect.provide(emulated({ faults: [{ does: "job-fails", operation: "createWriteJob", nth: 1 }] }))),
  )
})
