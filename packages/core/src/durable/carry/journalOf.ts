import type * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import type { SqlJournalPlace } from "../../sql/journal/layerJournalSql.ts"
import type { Errand } from "./Errand.ts"

/** The journal of a journey, or of one module of a mirror. */
export const journalOf = (
  { folder, key }: Pick<Errand, "key" | "folder">,
  module?: string,
): Effect.Effect<SqlJournalPlace, never, Path.Path> =>
  Path.Path.useSync(({ join }) =>
    module === undefined
      ? { journey: key, folder: join(folder, key) }
      : { journey: `${key}/${module}`, folder: join(folder, key, module) },
  )
