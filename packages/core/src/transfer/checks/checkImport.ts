import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { InputUnreadable } from "../../failure/InvalidInput.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import type { Row } from "../../results/Rows.ts"
import type { ImportRequest } from "../imports/ImportRequest.ts"
import { checkImportRequest } from "../imports/importRows.ts"
import { checkRows } from "./checkRows.ts"
import type { FindingKind, ImportFinding } from "./ImportFinding.ts"
import type { ColumnNotSent, ImportFindings } from "./ImportFindings.ts"
import { askAboutModule } from "./knownModule.ts"

/**
 * Checks rows before they are imported, against the organisation's description of the module: whether each column maps
 * to a writable field, by its API name or its label, whether all mandatory fields are there, whether records can be
 * found, and whether each value fits its field.
 *
 * **Details**
 *
 * All rows are read, and none is kept. Nothing is written. Module, fields and layouts cost an API credit each, unless
 * they are known already, and so do the fields of each module that is looked up by another field than its id; scopes as
 * `Metadata.describeModule` and `Metadata.getModules`. The date formats of columns are detected and added to the
 * request that is returned: pass that to `importRows`. A finding that `stops` concerns the import as a whole: Zoho
 * refuses such a job, or it is not clear what is meant. For others, Zoho may skip single rows.
 *
 * **Gotchas**
 *
 * Zoho may still refuse a row: what only Zoho knows, such as which records exist, is not checked.
 *
 * **Example** (Import only what fits)
 *
 * ```ts
 * import { checkImport, importRows } from "@zoho-bulk/core"
 * import { Console, Effect, Stream } from "effect"
 *
 * const rows = Stream.make(["Last Name", "Company"], ["Boyle", "Zylker"])
 *
 * export const program = Effect.gen(function* () {
 *   const { findings, request } = yield* checkImport({ module: "Leads", operation: "insert" }, rows)
 *   if (findings.length > 0) return yield* Console.log(findings)
 *   return yield* Stream.runDrain(importRows(request, rows))
 * })
 * ```
 *
 * @category operations
 */
export const checkImport = Effect.fnUntraced(function* <E, R>(
  request: ImportRequest,
  rows: Stream.Stream<Row, E, R>,
): Effect.fn.Return<ImportFindings, E | checkImport.Failure, R | ZohoConnection> {
  const asked = yield* Effect.fromResult(checkImportRequest(request, rows))
  const { header } = asked
  const known = yield* askAboutModule(asked.module, asked.operation)
  const all = header === undefined ? rows : Stream.concat(Stream.succeed(header), rows)
  return yield* checkRows(known, asked, all, {
    source: "the rows",
    lineOf: (row) => row + 1,
    onFound: () => Effect.void,
  })
})

/** What `checkImport` finds. */
export declare namespace checkImport {
  /** What was found in all rows, and a request to import them with. */
  export type Findings = ImportFindings

  /** One kind of mistake. */
  export type Finding = ImportFinding

  /** What a finding is about. */
  export type Kind = FindingKind

  /** A column that is not sent. */
  export type NotSent = ColumnNotSent

  /** Every way in which a check can fail. */
  export type Failure = MetadataFailure | InputUnreadable
}
