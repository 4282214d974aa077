import { describe } from "@effect/vitest"
import { inPostgresDatabase } from "../../support/databases.ts"
import { postgresForAll } from "../../support/postgres.ts"
import { sqlJournalContract } from "../../support/sqlJournalContract.ts"

const postgres = postgresForAll()

describe("over PostgreSQL", () => {
  sqlJournalContract(inPostgresDatabase(() => postgres().url))
})
