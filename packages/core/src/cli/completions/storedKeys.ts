import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { LoadSqlite } from "../run/LoadSqlite.ts"

/** The latest are offered: a shell asks before it lists more. */
const mostOffered = 200

const wanted = {
  stored: `SELECT name AS key FROM zoho_bulk_schedules UNION ALL SELECT key FROM
    (SELECT key FROM zoho_bulk_journeys WHERE ended_at IS NULL ORDER BY changed_at DESC LIMIT ${mostOffered})`,
  asking: `SELECT key FROM zoho_bulk_journeys WHERE state = 'needs-a-word' ORDER BY changed_at DESC LIMIT ${mostOffered}`,
} as const

const Rows = Schema.Array(Schema.Struct({ key: Schema.String }))

/** The keys of a store in a file that fit a command. It is only read, and one that is not there is not made. */
export const storedKeys = Effect.fnUntraced(function* (named: string, isWanted: keyof typeof wanted) {
  const load = yield* LoadSqlite
  if (load === undefined) return []
  const open = yield* load
  const { resolve } = yield* Path.Path
  const rows = yield* Effect.try(() => {
    const database = open(resolve(named), { readOnly: true, timeout: 200 })
    try {
      return database.prepare(wanted[isWanted]).all()
    } finally {
      database.close()
    }
  })
  return (yield* Schema.decodeUnknownEffect(Rows)(rows)).map(({ key }) => key)
})
