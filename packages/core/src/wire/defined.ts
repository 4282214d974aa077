import type * as Schema from "effect/Schema"

/** Leaves out the keys of a body that are undefined. */
export const defined = (
  body: Readonly<Record<string, Schema.Json | undefined>>,
): Readonly<Record<string, Schema.Json>> =>
  Object.fromEntries(Object.entries(body).filter((entry): entry is [string, Schema.Json] => entry[1] !== undefined))
