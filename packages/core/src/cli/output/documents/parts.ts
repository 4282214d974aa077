import * as Schema from "effect/Schema"

/** How many there are of something. */
export const Count = Schema.Int

export const Texts = Schema.Array(Schema.String)
