import { join } from "node:path"
import { describe } from "@effect/vitest"
import { sqliteTarget } from "@zoho-bulk/core/sqlite"
import { Effect, type Layer } from "effect"
import { cellsOf } from "../../support/sqliteRows.ts"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { type ContractedTarget, slowTargetContract, targetContract } from "../../support/targetContract.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

type Files = Layer.Success<typeof runner.layerFiles>

const database: ContractedTarget<Files> = {
  place: Effect.map(temporaryFolder, (folder) => join(folder, "crm.db")),
  at: (file) => sqliteTarget(file, openSqlite),
  rowsAt: (file, module) => Effect.sync(() => cellsOf(file, module)),
  provide: (program) => Effect.provide(Effect.scoped(program), runner.layerFiles),
}

describe("a database of copies", () => {
  targetContract(database)
  slowTargetContract(database)
})

describe("a database of copies in which deleted rows stay", () => {
  targetContract({ ...database, at: (file) => sqliteTarget(file, openSqlite, { softDelete: true }) })
})
