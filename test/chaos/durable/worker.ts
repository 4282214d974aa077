/**
 * A runner in a process of its own: on a SQLite file, or on a PostgreSQL database beside others. Where the organisations are is in a file.
 */
import { readFileSync } from "node:fs"
import process from "node:process"
import { ZohoConnection } from "@zoho-bulk/core"
import { refreshToken } from "@zoho-bulk/core/Auth"
import {
  layerAdmission,
  layerTokenSql,
  layerWorkflows,
  Organizations,
  prepareStore,
  Runner,
} from "@zoho-bulk/core/durable"
import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
import { layerEngineSqlite } from "@zoho-bulk/core/engineSqlite"
import { Layer, Redacted } from "effect"
import { clusterSockets } from "../../support/connectPostgres.ts"
import { runAsRunner } from "../../support/runAsRunner.ts"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { layerStore } from "./store.ts"

const [store = "", worldFile = "", name = "", listen = ""] = process.argv.slice(2)

const origins: Readonly<Record<string, string>> = JSON.parse(readFileSync(worldFile, "utf8"))

/** Each organisation has a grant of its own, which its emulator takes. */
const grantOf = (organization: string) => ({
  clientId: "emulator",
  clientSecret: Redacted.make("emulator"),
  refreshToken: Redacted.make(`1000.${Buffer.from(organization).toString("hex").padStart(32, "0")}.refresh`),
})

const connectionTo = (organization: string) =>
  ZohoConnection.layer({
    apiDomain: origins[organization],
    accountsUrl: origins[organization],
    auth: refreshToken(grantOf(organization), { store: Layer.orDie(layerTokenSql) }),
  }).pipe(Layer.provide(runner.layerHttpClient))

const engine = store.startsWith("postgres")
  ? layerEnginePostgres({ listen }, clusterSockets)
  : layerEngineSqlite(store, name)

const program = Layer.merge(layerWorkflows, layerAdmission).pipe(
  Layer.provide(engine),
  Layer.provide(Layer.effectDiscard(prepareStore)),
  Layer.provide(Runner.layer({ name, openSqlite })),
  Layer.provide(Organizations.layer(connectionTo)),
  Layer.provide(layerStore(store)),
  Layer.provide(runner.layerFiles),
)

await runAsRunner(program)
