import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** A layer among options; what it provides cannot be told before it is built. `such` names one that does. */
export const layerSchema = (such: string) =>
  Schema.optional(
    Schema.Unknown.pipe(Schema.check(Schema.makeFilter(Layer.isLayer, { expected: `a layer, such as ${such}` }))),
  )
