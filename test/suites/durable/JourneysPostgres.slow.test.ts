import { describe } from "@effect/vitest"
import { inPostgres } from "../../support/durableRunner.ts"
import { journeysContract } from "../../support/journeysContract.ts"
import { postgresForAll } from "../../support/postgres.ts"

const postgres = postgresForAll()

describe("over PostgreSQL", () => {
  journeysContract(inPostgres(() => postgres().url))
})
