import { join } from "node:path"
import { type exportModule, exportRecords, importRows, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { layerFolder } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient } from "effect/http"
import { runner } from "./runner.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** An emulated Zoho with little in it. */
export const zoho = Emulator.layer({ records: { Contacts: 25, Leads: 5 }, recordsPerPage: 10, jobDuration: 0 })

/** One whose jobs take their time. */
export const slowZoho = Emulator.layer({ records: { Leads: 5 }, jobDuration: "3 seconds" })

/** A connection of a program that is started anew. */
export const connected = (settings: { readonly orgId?: string; readonly dataCenter?: "eu" } = {}) =>
  Layer.fresh(
    ZohoConnection.layer({ ...settings, auth: layerAccessToken(Redacted.make("emulator")) }).pipe(
      Layer.provide(
        Layer.unwrap(
          Effect.map(Emulator.Emulator, ({ httpClient }) => Layer.succeed(HttpClient.HttpClient, httpClient)),
        ),
      ),
      Layer.merge(runner.layerFiles),
    ),
  )

/** What the emulator has seen. */
export const report = Effect.flatMap(Emulator.Emulator, (emulator) => emulator.report)

/** The id of the job that was made last. */
export const lastJob = Effect.map(report, ({ jobs }) => jobs.at(-1)?.id ?? "")

/** How many requests of an operation the emulator has seen. */
export const countOf = (operation: string) =>
  Effect.map(report, ({ requests }) => requests.filter((request) => request.operation === operation).length)

type Row = ReadonlyArray<string>

const header: Row = ["Last_Name", "Company"]

/** Leads of these names, without a header. */
export const named = (...names: ReadonlyArray<string>): ReadonlyArray<Row> => names.map((name) => [name, "Zylker"])

const insert = { module: "Leads", operation: "insert" } as const

/** Imports with the journal in a folder. */
export const imported = (folder: string, rows: ReadonlyArray<Row>, changes: object = {}, options: object = {}) =>
  importRows({ ...insert, ...changes } as importRows.Request, Stream.fromIterable([header, ...rows]), {
    journal: layerFolder(folder),
    ...options,
  })

const onePerPart = Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 1 })

/** All that a journey gives, where each part of an import is one row. */
export const all = <A, E, R>(stream: Stream.Stream<A, E, R>) => onePerPart(Stream.runCollect(stream))

/** Leaves an import in the journal that is cut short once its first row is told of. */
export const cutShort = (folder: string, rows: ReadonlyArray<Row>) => all(Stream.take(imported(folder, rows), 1))

/** Exports with the journal in a folder. */
export const exported = (folder: string, request: Partial<exportModule.Request> = {}, options: object = {}) =>
  exportRecords({ module: "Contacts", fields: ["Last_Name"], ...request }, undefined, {
    journal: layerFolder(folder),
    ...options,
  })

/** A folder for a journal, which is not there yet. */
export const folderOf = (name: string) => Effect.map(temporaryFolder, (folder) => join(folder, name))
