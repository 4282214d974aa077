import { describe } from "@effect/vitest"
import { inPostgres } from "../../support/durableRunner.ts"
import { oddJourneysContract } from "../../support/oddJourneysContract.ts"
import { postgresForAll } from "../../support/postgres.ts"

const postgres = postgresForAll()

describe("over PostgreSQL", () => {
  oddJourneysContract(inPostgres(() => postgres().url))
})
