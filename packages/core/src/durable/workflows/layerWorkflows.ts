import * as Layer from "effect/Layer"
import { layerAdmission } from "../admission/admit.ts"
import { carryWorkflow } from "./carryWorkflow.ts"
import { Export, Import, Mirror, Wait } from "./definitions.ts"

/**
 * Makes the workflows known to an engine, with all that carries them, and admits journeys, as `layerAdmission` does. Definitions of earlier versions
 * stay as long as journeys of theirs may sleep.
 *
 * **Details**
 *
 * `layerRunner` is the same with the options of its runner. Merged with `layerAdmission`, it admits once all the same.
 *
 * **Example** (Under a runner that other layers ask about, too)
 *
 * ```ts
 * import { layerWorkflows, Runner } from "@zoho-bulk/core/durable"
 * import { Layer } from "effect"
 *
 * export const carried = Layer.provideMerge(layerWorkflows, Runner.layer({ name: "attic" }))
 * ```
 *
 * @category layers
 */
export const layerWorkflows = Layer.mergeAll(
  Export.toLayer(({ key }) => carryWorkflow(key, Export.successSchema)),
  Import.toLayer(({ key }) => carryWorkflow(key, Import.successSchema)),
  Mirror.toLayer(({ key }) => carryWorkflow(key, Mirror.successSchema)),
  Wait.toLayer(({ key }) => carryWorkflow(key, Wait.successSchema, true)),
  layerAdmission,
)
