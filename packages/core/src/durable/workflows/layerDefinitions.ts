import * as Layer from "effect/Layer"
import { carryWorkflow } from "./carryWorkflow.ts"
import { Export, Import, Mirror, Wait } from "./definitions.ts"

/** Makes the workflows known to an engine, with all that carries them. Definitions of earlier versions stay as long as journeys of theirs may sleep. */
export const layerDefinitions = Layer.mergeAll(
  Export.toLayer((payload) => carryWorkflow(payload, Export.successSchema)),
  Import.toLayer((payload) => carryWorkflow(payload, Import.successSchema)),
  Mirror.toLayer((payload) => carryWorkflow(payload, Mirror.successSchema)),
  Wait.toLayer((payload) => carryWorkflow(payload, Wait.successSchema, true)),
)
