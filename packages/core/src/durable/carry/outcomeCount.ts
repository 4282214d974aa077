import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { RowStatus } from "../../domain/RowOutcome.ts"
import type { JourneyRow } from "../table/JourneyRow.ts"
import { importCount } from "../table/importCount.ts"

const statuses: ReadonlyArray<RowStatus> = ["added", "updated", "skipped", "unprocessed", "failed", "unknown"]

const outcomes = Metric.counter("zoho_bulk_import_rows", {
  description: "Rows of imports that ended, by what became of them",
  incremental: true,
})

const count = (status: string, by: number) => Metric.update(Metric.withAttributes(outcomes, { status }), by)

/** Has each outcome counted from 0: who reads a counter for the first time when it is above does not see it rise. */
export const beginOutcomeCount = Effect.forEach(statuses, (status) => count(status, 0), { discard: true })

/** Counts the rows of an import that ended. */
export const countOutcomes = (journey: Pick<JourneyRow, "kind" | "result">): Effect.Effect<void> =>
  Effect.forEach(Object.entries(importCount(journey)?.statuses ?? {}), ([status, by]) => count(status, by), {
    discard: true,
  })
