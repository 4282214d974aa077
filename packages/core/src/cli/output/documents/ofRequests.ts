import * as Schema from "effect/Schema"
import { Count, Texts } from "./parts.ts"

export const Explanation = Schema.Struct({
  /** What a sign-in asks for. */
  scopes: Schema.optionalKey(Texts),
  requests: Schema.Array(
    Schema.Struct({
      operation: Schema.String,
      method: Schema.String,
      url: Schema.String,
      curl: Schema.String,
      scopes: Schema.Array(Texts),
      credits: Count,
    }),
  ),
  /** The permissions that suffice on Deno. */
  denoFlags: Texts,
  /**
   * Variables that may direct it elsewhere: Deno does not let the program read them, and they count as unset. Absent if
   * there are none.
   */
  unreadVariables: Schema.optionalKey(Texts),
})
