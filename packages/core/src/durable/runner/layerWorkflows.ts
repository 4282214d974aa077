import * as Layer from "effect/Layer"
import { layerAdmission } from "../admission/admit.ts"
import { layerDefinitions } from "../workflows/layerDefinitions.ts"

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
export const layerWorkflows = Layer.merge(layerDefinitions, layerAdmission)
