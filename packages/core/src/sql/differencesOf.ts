import * as Effect from "effect/Effect"
import { amount, number } from "../domain/amount.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { allOf, digestOfCopy } from "./copyDigest.ts"
import type { KnownCopy } from "./copyTables.ts"
import { columnsIn } from "./moduleTable.ts"
import type { SqliteReader } from "./SqliteClient.ts"

/** Describes how the copy of a module differs from what was written. */
export const differencesOf = Effect.fnUntraced(function* (
  client: SqliteReader,
  { checkpoint: { module }, digest, rows, text }: KnownCopy,
): Effect.fn.Return<ReadonlyArray<string>, StorageFailed> {
  const columns = yield* client.read(`read the columns of ${module}`, (statements) => columnsIn(statements, module))
  if (columns.length === 0) return [`there is no table ${module}`]
  const found = yield* digestOfCopy(client, { module, text, columns, sources: [allOf(module, columns)] })
  if (found.rows !== rows) return [`${module} has ${amount(found.rows, "row")} instead of ${number(rows)}`]
  return found.digest === digest
    ? []
    : [`the rows of ${module}, its columns or its checkpoint have changed since they were written`]
})
