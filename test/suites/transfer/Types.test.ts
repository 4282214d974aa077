import { describe, expectTypeOf, it } from "@effect/vitest"
import {
  exportCalendar,
  exportModule,
  exportRecords,
  importRows,
  type ReadJob,
  resultContent,
  resultRecords,
  resultRows,
  type RowOutcome,
  type ZohoConnection,
} from "@zoho-bulk/core"
import {
  type ExportFailure,
  type ImportFailure,
  type ResultFailure,
  type RowNotDecodable,
  type StorageFailed,
} from "@zoho-bulk/core/Failure"
import { type Rows, type TextRecord } from "@zoho-bulk/core/Job"
import { Journal, layerFolder, layerMemory } from "@zoho-bulk/core/Journal"
import { layerFolder as stagingFolder, ResultStaging } from "@zoho-bulk/core/Staging"
import { Number as ZohoNumber } from "@zoho-bulk/core/Values"
import { Context, Effect, type FileSystem, Layer, type Path, Schema, type Scope, Stream } from "effect"

type Files = FileSystem.FileSystem | Path.Path

class DiskGone extends Error {
  readonly _tag = "DiskGone"
}

class Disk extends Context.Service<Disk, { readonly name: string }>()("@zoho-bulk/test/Disk") {}

const ownJournal = Layer.effect(
  Journal,
  Effect.andThen(Disk, Effect.fail(new DiskGone()) as Effect.Effect<Journal["Service"], DiskGone>),
)
const ownStaging = Layer.effect(
  ResultStaging,
  Effect.andThen(Disk, Effect.fail(new DiskGone()) as Effect.Effect<ResultStaging["Service"], DiskGone>),
)

const request = { module: "Deals" } as const
const insert = { module: "Leads", operation: "insert" } as const
const rows = Stream.make(["Last_Name"], ["Boyle"])
declare const job: ReadJob

describe("the type of an export", () => {
  it("takes schemas that read text, as cells are, and no others", () => {
    const Deal = Schema.Struct({ Amount: ZohoNumber, Deal_Name: Schema.NonEmptyString })
    expectTypeOf(() => exportRecords(request, Deal)).returns.toExtend<
      Stream.Stream<typeof Deal.Type, unknown, unknown>
    >()
    // @ts-expect-error -- an amount is text in a file, and Schema.Number reads numbers
    void (() => exportRecords(request, Schema.Struct({ Amount: Schema.Number })))
    // @ts-expect-error -- so is a date
    void (() => resultRecords(job, Schema.Struct({ Closing_Date: Schema.Date })))
  })

  it("needs nothing but a connection, and gives rows apart from their header", () => {
    const exported = () => exportModule(request)
    expectTypeOf(exported).returns.toEqualTypeOf<
      Effect.Effect<Rows<ExportFailure>, ExportFailure, ZohoConnection | Scope.Scope>
    >()
    expectTypeOf(() => exportRecords(request)).returns.toEqualTypeOf<
      Stream.Stream<TextRecord, ExportFailure, ZohoConnection>
    >()
    expectTypeOf(() => exportModule(request, { journal: layerMemory() })).returns.toEqualTypeOf<
      Effect.Effect<Rows<ExportFailure>, ExportFailure, ZohoConnection | Scope.Scope>
    >()
  })

  it("shows what a journal and a staging place need, and how they fail", () => {
    expectTypeOf(() => exportModule(request, { journal: layerFolder("/tmp/x") })).returns.toEqualTypeOf<
      Effect.Effect<Rows<ExportFailure>, ExportFailure, ZohoConnection | Files | Scope.Scope>
    >()
    expectTypeOf(() => exportRecords(request, undefined, { journal: ownJournal })).returns.toEqualTypeOf<
      Stream.Stream<TextRecord, ExportFailure | DiskGone, ZohoConnection | Disk>
    >()
    expectTypeOf(() => exportCalendar({ module: "Events" }, { staging: ownStaging })).returns.toEqualTypeOf<
      Stream.Stream<Uint8Array, ExportFailure | DiskGone, ZohoConnection | Disk>
    >()
    expectTypeOf<StorageFailed>().toExtend<ExportFailure>()
  })

  it("is of what its schema says", () => {
    const Deal = Schema.Struct({ Amount: ZohoNumber })
    expectTypeOf(() => exportRecords(request, Deal)).returns.toEqualTypeOf<
      Stream.Stream<{ readonly Amount: number | null }, ExportFailure | RowNotDecodable, ZohoConnection>
    >()
  })

  it("leaves no journal aside: none is taken from around it, and no other layer does for one", () => {
    // @ts-expect-error a journal is given by its name
    exportModule(request, layerMemory())
    // @ts-expect-error a staging place is no journal
    exportModule(request, { journal: stagingFolder("/tmp/x") })
    // @ts-expect-error a path is no journal
    exportModule(request, { journal: "/tmp/x" })
    // @ts-expect-error it is spelled journal
    exportModule(request, { jornal: layerMemory() })
    // @ts-expect-error options come after the schema
    exportRecords(request, { journal: layerMemory() })
  })
})

describe("the type of an import", () => {
  it("needs what its rows and its journal need, and fails as they fail", () => {
    expectTypeOf(() => importRows(insert, rows)).returns.toEqualTypeOf<
      Stream.Stream<RowOutcome, ImportFailure, ZohoConnection>
    >()
    const read = Stream.fromEffect(Effect.andThen(Disk, Effect.fail(new DiskGone()))) as Stream.Stream<
      ReadonlyArray<string>,
      DiskGone,
      Disk
    >
    expectTypeOf(() => importRows(insert, read, { journal: layerFolder("/tmp/x") })).returns.toEqualTypeOf<
      Stream.Stream<RowOutcome, ImportFailure | DiskGone, ZohoConnection | Disk | Files>
    >()
    expectTypeOf(() => importRows(insert, rows, { journal: ownJournal })).returns.toEqualTypeOf<
      Stream.Stream<RowOutcome, ImportFailure | DiskGone, ZohoConnection | Disk>
    >()
  })
})

describe("the type of a result", () => {
  it("needs what its staging place needs, and fails as it fails", () => {
    expectTypeOf(() => resultRows(job)).returns.toEqualTypeOf<
      Effect.Effect<Rows<ResultFailure>, ResultFailure, ZohoConnection | Scope.Scope>
    >()
    expectTypeOf(() => resultRows(job, { staging: ownStaging })).returns.toEqualTypeOf<
      Effect.Effect<Rows<ResultFailure | DiskGone>, ResultFailure | DiskGone, ZohoConnection | Disk | Scope.Scope>
    >()
    expectTypeOf(() => resultContent(job, { staging: stagingFolder("/tmp/x") })).returns.toEqualTypeOf<
      Stream.Stream<Uint8Array, ResultFailure, ZohoConnection | Files>
    >()
    expectTypeOf(() => resultRecords(job, undefined, { staging: ownStaging })).returns.toEqualTypeOf<
      Stream.Stream<TextRecord, ResultFailure | DiskGone, ZohoConnection | Disk>
    >()
  })
})
