import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { layerJournalSql } from "../../sql/journal/layerJournalSql.ts"
import { streamExport } from "../../transfer/exports/streamExport.ts"
import type { RequestOf } from "../JourneyRequest.ts"
import type { Errand } from "./Errand.ts"
import { journalOf } from "./journalOf.ts"
import { putInPlace } from "./putInPlace.ts"

/** What came of an export: its rows, without the header, and the file that has them. */
export const ExportResult = Schema.Struct({ rows: Schema.Int, file: Schema.String })

/** Exports a module into a file. */
export const carryExport = Effect.fnUntraced(function* ({ output, request }: RequestOf<"export">, errand: Errand) {
  const journal = layerJournalSql(yield* journalOf(errand))
  let rows = -1
  const counted = Stream.mapArray(streamExport(request, { journal, ifFinished: "fail" }), (chunk) => {
    rows += chunk.length
    return chunk
  })
  return yield* putInPlace(output, counted, errand, "replaced", () => ({ rows: Math.max(0, rows), file: output }))
})
