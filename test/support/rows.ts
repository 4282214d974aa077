import type { Row, Rows } from "@zoho-bulk/core/Job"
import { Effect, type Scope, Stream } from "effect"

/** All rows, the header first. */
export const headerAndRows = <E, E2, R>(
  read: Effect.Effect<Rows<E>, E2, R>,
): Effect.Effect<ReadonlyArray<Row>, E | E2, Exclude<R, Scope.Scope>> =>
  Effect.scoped(
    Effect.gen(function* () {
      const { header, rows } = yield* read
      return [header, ...(yield* Stream.runCollect(rows))]
    }),
  )
