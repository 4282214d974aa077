/**
 * Journeys that outlive processes and machines.
 *
 * **Example** (A journal that another process can resume, in SQLite on Node)
 *
 * ```ts
 * import { layerJournalSql } from "@zoho-bulk/core/durable"
 * import { layerSqlite } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Layer } from "effect"
 *
 * export const journal = layerJournalSql({ journey: "contacts", folder: "/var/lib/zoho/contacts" }).pipe(
 *   Layer.provide(layerSqlite("/var/lib/zoho/journeys.db", openSqlite)),
 * )
 * ```
 */
export { layerJournalSql, type SqlJournalPlace } from "../sql/journal/layerJournalSql.ts"
export { prepareStore } from "../durable/table/journeyTables.ts"
export { findJourney, type JourneyRow, listJourneys, type ListOptions } from "../durable/table/JourneyRow.ts"
export { countJourneys, type JourneyCounts } from "../durable/table/countJourneys.ts"
export { pruneJourneys } from "../durable/prune/pruneJourneys.ts"
export { awaitJourney } from "../durable/table/awaitJourney.ts"
export { submitJourney } from "../durable/table/submitJourney.ts"
export type { Submission } from "../durable/table/checkSubmission.ts"
export { endSchedule, type Scheduled, scheduleJourney, type ScheduleSet } from "../durable/table/schedules.ts"
export { cancelJourney, type Resolution, resolveOrder } from "../durable/table/wishes.ts"
export { journeyKinds, JourneyRequest } from "../durable/JourneyRequest.ts"
export { FailureDocument, JourneyProgress, JourneyState, OpenOrder } from "../durable/JourneyState.ts"
export { JourneyFailed } from "../durable/carry/Carried.ts"
export { type OrganizationFailure, Organizations } from "../durable/Organizations.ts"
export { Runner, type RunnerOptions } from "../durable/Runner.ts"
export { layerRunner } from "../durable/runner/layerRunner.ts"
export { layerAdmission } from "../durable/admission/admit.ts"
export { calledBack, cancellation, Word, wordOn } from "../durable/word.ts"
export { Export, Import, Mirror, Wait } from "../durable/workflows/definitions.ts"
export { layerWorkflows } from "../durable/runner/layerWorkflows.ts"
export { layerTokenSql } from "../sql/tokens/layerTokenSql.ts"
