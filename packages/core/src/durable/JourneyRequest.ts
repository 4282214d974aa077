import * as Schema from "effect/Schema"
import { JobId } from "../domain/JobId.ts"
import { jobKinds } from "../domain/JobKind.ts"
import { CopiedModule } from "../mirror/MirrorRequest.ts"
import { ExportRequest } from "../transfer/exports/ExportRequest.ts"
import { ImportRequest } from "../transfer/imports/ImportRequest.ts"

/** Exports a module into a file. */
const ExportAsked = Schema.Struct({
  kind: Schema.Literal("export"),
  request: ExportRequest,
  /** The CSV file for its rows; the runner sees it under the same name. */
  output: Schema.String,
})

/** Imports the rows of a file into a module. */
const ImportAsked = Schema.Struct({
  kind: Schema.Literal("import"),
  request: ImportRequest,
  /** The file with its rows: CSV in UTF-8, the header first. */
  input: Schema.String,
  /** The CSV file that reports the outcome of each row. */
  outcomes: Schema.String,
})

/** Brings copies up to date, in a folder or in a SQLite database. */
const MirrorAsked = Schema.Struct({
  kind: Schema.Literal("mirror"),
  modules: Schema.Array(CopiedModule),
  target: Schema.Union([
    Schema.TaggedStruct("folder", {
      folder: Schema.String,
      format: Schema.optionalKey(Schema.Literals(["csv", "csv.gz", "ndjson"])),
      merge: Schema.optionalKey(Schema.Boolean),
    }),
    Schema.TaggedStruct("sqlite", { file: Schema.String, softDelete: Schema.optionalKey(Schema.Boolean) }),
  ]),
})

/** Waits for a job that somebody else has ordered. */
const WaitAsked = Schema.Struct({
  kind: Schema.Literal("wait"),
  jobKind: Schema.Literals(jobKinds),
  jobId: JobId,
})

/**
 * The request for a journey, as it is stored: plain JSON, without rows, tokens or secrets.
 *
 * **Example** (An export into a file)
 *
 * ```ts
 * import type { JourneyRequest } from "@zoho-bulk/core/durable"
 *
 * export const contacts: JourneyRequest = {
 *   kind: "export",
 *   request: { module: "Contacts", fields: ["Last_Name", "Email"] },
 *   output: "/var/lib/zoho/contacts.csv",
 * }
 * ```
 *
 * @category models
 */
export const JourneyRequest = Schema.Union([ExportAsked, ImportAsked, MirrorAsked, WaitAsked])

/** @category models */
export type JourneyRequest = typeof JourneyRequest.Type

/** One kind of these requests. */
export type RequestOf<Kind extends JourneyRequest["kind"]> = Extract<JourneyRequest, { readonly kind: Kind }>

/**
 * The kinds of journeys.
 *
 * **Example** (Whether a word is a kind of journey)
 *
 * ```ts
 * import { journeyKinds } from "@zoho-bulk/core/durable"
 *
 * export const isKind = (word: string): boolean => journeyKinds.some((kind) => kind === word)
 * ```
 *
 * @category models
 */
export const journeyKinds = ["export", "import", "mirror", "wait"] as const

/** The forms of the kinds. */
export const requestForms = { export: ExportAsked, import: ImportAsked, mirror: MirrorAsked, wait: WaitAsked } as const
