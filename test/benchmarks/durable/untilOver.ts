import { Effect } from "effect"
import * as SqlClient from "effect/sql/SqlClient"

interface Ended {
  readonly state: string
  readonly queued_at: number | string
  readonly begun_at: number | string
  readonly ended_at: number | string
}

/** Waits until so many journeys are completed whose keys begin alike, and gives their times. */
export const untilOver = Effect.fnUntraced(function* (beginning: string, count: number) {
  const sql = yield* SqlClient.SqlClient
  for (;;) {
    const ended = yield* sql<Ended>`SELECT state, queued_at, begun_at, ended_at FROM zoho_bulk_journeys
      WHERE key LIKE ${`${beginning}%`} AND ended_at IS NOT NULL`
    if (ended.length >= count) {
      const wrong = ended.filter(({ state }) => state !== "completed")
      if (wrong.length > 0) return yield* Effect.die(new Error(`${wrong.length} journeys did not complete`))
      return ended.map(({ begun_at, ended_at, queued_at }) => ({
        queuedAt: Number(queued_at),
        begunAt: Number(begun_at),
        endedAt: Number(ended_at),
      }))
    }
    yield* Effect.sleep("1 second")
  }
})
