import * as Schema from "effect/Schema"
import * as Workflow from "effect/workflow/Workflow"
import { JourneyFailed } from "../carry/Carried.ts"
import { ExportResult } from "../carry/carryExport.ts"
import { ImportResult } from "../carry/carryImport.ts"
import { MirrorResult } from "../carry/carryMirror.ts"
import { WaitResult } from "../carry/carryWait.ts"

/**
 * The input of a workflow: the key of a journey in the table, which has everything else about it. Later versions may
 * add optional fields.
 */
const payload = {
  key: Schema.String,
  /** How many times the journey has been submitted; 1 if absent. */
  run: Schema.optionalKey(Schema.Int),
}

const idempotencyKey = ({ key, run = 1 }: { readonly key: string; readonly run?: number }): string => `${key}/${run}`

/**
 * The workflow of an export.
 *
 * **Example** (Ask an engine whether it is over)
 *
 * ```ts
 * import { Export } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 *
 * export const outcome = (key: string) => Effect.flatMap(Export.executionId({ key }), (id) => Export.poll(id))
 * ```
 *
 * @category workflows
 */
export const Export = Workflow.make("Export/1", {
  payload,
  success: ExportResult,
  error: JourneyFailed,
  idempotencyKey,
})

/**
 * The workflow of an import.
 *
 * **Example** (Ask an engine whether it is over)
 *
 * ```ts
 * import { Import } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 *
 * export const outcome = (key: string) => Effect.flatMap(Import.executionId({ key }), (id) => Import.poll(id))
 * ```
 *
 * @category workflows
 */
export const Import = Workflow.make("Import/1", {
  payload,
  success: ImportResult,
  error: JourneyFailed,
  idempotencyKey,
})

/**
 * The workflow of a mirror.
 *
 * **Example** (Ask an engine whether it is over)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 *
 * export const outcome = (key: string) => Effect.flatMap(Mirror.executionId({ key }), (id) => Mirror.poll(id))
 * ```
 *
 * @category workflows
 */
export const Mirror = Workflow.make("Mirror/1", {
  payload,
  success: MirrorResult,
  error: JourneyFailed,
  idempotencyKey,
})

/**
 * The workflow that waits for a job.
 *
 * **Example** (Ask an engine whether it is over)
 *
 * ```ts
 * import { Wait } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 *
 * export const outcome = (key: string) => Effect.flatMap(Wait.executionId({ key }), (id) => Wait.poll(id))
 * ```
 *
 * @category workflows
 */
export const Wait = Workflow.make("Wait/1", { payload, success: WaitResult, error: JourneyFailed, idempotencyKey })

/** The workflow of each kind of journey. */
export const workflowOf = { export: Export, import: Import, mirror: Mirror, wait: Wait } as const
