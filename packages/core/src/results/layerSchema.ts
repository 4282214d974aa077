import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** A layer among options; what it provides is unknown before it is built. `such` names one that provides it. */
export const layerSchema = (such: string) =>
  Schema.optional(
    Schema.Unknown.pipe(Schema.check(Schema.makeFilter(Layer.isLayer, { expected: `a layer, such as ${such}` }))),
  )
