import { readFileSync } from "node:fs"
import { ZohoConnection } from "@zoho-bulk/core"
import { refreshToken } from "@zoho-bulk/core/Auth"
import { layerRunner, layerTokenSql, Organizations, prepareStore } from "@zoho-bulk/core/durable"
import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
import { layerEngineSqlite } from "@zoho-bulk/core/engineSqlite"
import type { OpenSqlite } from "@zoho-bulk/core/sqlite"
import { Layer, Redacted } from "effect"
import { clusterSockets } from "../connectPostgres.ts"
import { runner } from "../runner.ts"
import { openSqlite } from "../sqlite.ts"
import { layerStore } from "./layerStore.ts"

/** Each organisation has a grant of its own, which its emulator takes. */
const grantOf = (organization: string) => ({
  clientId: "emulator",
  clientSecret: Redacted.make("emulator"),
  refreshToken: Redacted.make(`1000.${Buffer.from(organization).toString("hex").padStart(32, "0")}.refresh`),
})

/** A runner with the settings that are shipped, by the words that its process is started with: its store, the file that says where the organisations are, its name, and where it listens. */
export const runnerOfTrial = (
  [store = "", worldFile = "", name = "", listen = ""]: ReadonlyArray<string>,
  open: OpenSqlite = openSqlite,
) => {
  const origins: Readonly<Record<string, string>> = JSON.parse(readFileSync(worldFile, "utf8"))
  const connectionTo = (organization: string) =>
    ZohoConnection.layer({
      apiDomain: origins[organization],
      accountsUrl: origins[organization],
      auth: refreshToken(grantOf(organization), { store: Layer.orDie(layerTokenSql) }),
    }).pipe(Layer.provide(runner.layerHttpClient))
  const engine = store.startsWith("postgres")
    ? layerEnginePostgres({ listen }, clusterSockets)
    : layerEngineSqlite(store, name)
  return layerRunner({ name, openSqlite }).pipe(
    Layer.provide(engine),
    Layer.provide(Layer.effectDiscard(prepareStore)),
    Layer.provide(Organizations.layer(connectionTo)),
    Layer.provide(layerStore(store, open)),
    Layer.provide(runner.layerFiles),
  )
}
