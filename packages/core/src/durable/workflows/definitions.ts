import * as Schema from "effect/Schema"
import * as Workflow from "effect/workflow/Workflow"
import { JourneyFailed } from "../carry/Carried.ts"
import { ExportResult } from "../carry/carryExport.ts"
import { ImportResult } from "../carry/carryImport.ts"
import { MirrorResult } from "../carry/carryMirror.ts"
import { WaitResult } from "../carry/carryWait.ts"

/**
 * What a workflow is given: the key of a journey in the table, where everything else about it stands. Later versions may add fields, which can be
 * left out.
 */
const payload = {
  key: Schema.String,
  /** The how-manieth time it is that somebody submitted it; 1 where absent. */
  run: Schema.optionalKey(Schema.Int),
}

const idempotencyKey = ({ key, run = 1 }: { readonly key: string; readonly run?: number }): string => `${key}/${run}`

/**
 * The workflow of an export.
 *
 * **Example** (Whether it is over, by an engine)
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
 * **Example** (Whether it is over, by an engine)
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
 * **Example** (Whether it is over, by an engine)
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
 * The workflow of a job that is waited for.
 *
 * **Example** (Whether it is over, by an engine)
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
