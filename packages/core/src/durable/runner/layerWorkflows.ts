import * as Layer from "effect/Layer"
import { layerAdmission } from "../admission/admit.ts"
import { layerDefinitions } from "../workflows/layerDefinitions.ts"

/**
 * Registers the workflows with an engine, along with everything that carries them, and admits journeys, as
 * `layerAdmission` does. Definitions of earlier versions stay as long as journeys of theirs may be asleep.
 *
 * **Details**
 *
 * `layerRunner` does the same with the options of its runner. Merged with `layerAdmission`, it still admits only once.
 *
 * **Example** (Under a runner that other layers use too)
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
export const layerWorkflows = Layer.merge(layerDefinitions, layerAdmission)
