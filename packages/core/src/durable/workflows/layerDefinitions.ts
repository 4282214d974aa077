import * as Layer from "effect/Layer"
import { carryWorkflow } from "./carryWorkflow.ts"
import { Export, Import, Mirror, Wait } from "./definitions.ts"

/** Makes the workflows known to an engine, with all that carries them. Definitions of earlier versions stay as long as journeys of theirs may sleep. */
export const layerDefinitions = Layer.mergeAll(
  Export.toLayer(({ key }) => carryWorkflow(key, Export.successSchema)),
  Import.toLayer(({ key }) => carryWorkflow(key, Import.successSchema)),
  Mirror.toLayer(({ key }) => carryWorkflow(key, Mirror.successSchema)),
  Wait.toLayer(({ key }) => carryWorkflow(key, Wait.successSchema, true)),
)
