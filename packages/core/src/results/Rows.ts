import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Sink from "effect/Sink"
import * as Stream from "effect/Stream"

/**
 * The cells of one row, as text, in the order of the columns.
 *
 * **Example** (Rows as tab-separated text)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const line = (row: Job.Row): string => row.join("\t")
 * ```
 *
 * @category models
 */
export type Row = ReadonlyArray<string>

/**
 * Rows, with the names of their columns separate.
 *
 * **Example** (One column of an export)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const column = <E>({ header, rows }: Job.Rows<E>, name: string) => {
 *   const at = header.indexOf(name)
 *   return Stream.map(rows, (row) => row[at])
 * }
 * ```
 *
 * @category models
 */
export interface Rows<E = never> {
  /** The names of the columns, in the order of the cells. */
  readonly header: Row
  /** The rows as they arrive; they can be read once, while the scope in which they were requested is open. */
  readonly rows: Stream.Stream<Row, E>
}

/** Reports why rows can no longer be read: their source is gone. */
const unreadable = (why: string, remedy: string) =>
  Stream.die(new Error(`These rows cannot be read: ${why}. ${remedy}`))

/** Separates the header from the rows, whose first row it is; there may be none at all. */
export const takeHeader = <E, R>(stream: Stream.Stream<Row, E, R>): Effect.Effect<Rows<E>, E, R | Scope.Scope> =>
  Effect.gen(function* () {
    let state: "untouched" | "read" | "gone" = "untouched"
    yield* Effect.addFinalizer(() => Effect.sync(() => void (state = "gone")))
    const [header, rows] = yield* Stream.peel(stream, Sink.head<Row>())
    const once = Stream.suspend(() => {
      if (state === "gone") return unreadable("their scope is closed", "Read them inside Effect.scoped.")
      if (state === "read") return unreadable("they were read before", "Ask for them again.")
      state = "read"
      return rows
    })
    return { header: Option.getOrElse(header, (): Row => []), rows: once }
  })

/** Checks whether a column is that of the record's id; Zoho spells it `Id` in results. */
export const isIdColumn = (name: string): boolean => name.toLowerCase() === "id"

/** The names of columns with the record's id as `id`, as Zoho expects it back. */
export const nameId = (header: Row): Row => header.map((name) => (isIdColumn(name) ? "id" : name))
