import * as Effect from "effect/Effect"
import { UsageError } from "../UsageError.ts"

/** A document of which keys can be picked. */
export type Selectable = Readonly<Record<string, unknown>>

/** Keeps the named keys of a document, in the order asked for; without names, all of it. */
export const select = (document: Selectable, names: ReadonlyArray<string>): Effect.Effect<Selectable, UsageError> => {
  const unknown = names.filter((name) => !Object.hasOwn(document, name))
  if (unknown.length > 0) {
    return Effect.fail(
      new UsageError({
        problem: `--select names ${unknown.join(", ")}, which the answer does not have`,
        remedy: `It has: ${Object.keys(document).join(", ")}.`,
      }),
    )
  }
  return Effect.succeed(names.length === 0 ? document : Object.fromEntries(names.map((name) => [name, document[name]])))
}
