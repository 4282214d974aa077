import { afterAll, beforeAll } from "vitest"
import { type Postgres, startPostgres } from "../../scripts/postgres/startPostgres.ts"

/** A server of its own for the tests of a file. */
export const postgresForAll = (): (() => Postgres) => {
  let running: Postgres | undefined
  beforeAll(async () => {
    running = await startPostgres()
  }, 120_000)
  afterAll(async () => running?.stop())
  return () => {
    if (running === undefined) throw new Error("PostgreSQL has not been started yet")
    return running
  }
}
