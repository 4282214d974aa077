/**
 * A program of its own that runs journeys of a PostgreSQL database beside others, with an emulated Zoho that another process serves.
 */
import process from "node:process"
import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { layerRunner, Organizations, prepareStore } from "@zoho-bulk/core/durable"
import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
import { layerPostgres } from "@zoho-bulk/core/postgres"
import { Layer, Redacted } from "effect"
import { clusterSockets, connectPostgres } from "./connectPostgres.ts"
import { runAsRunner } from "./runAsRunner.ts"
import { runner } from "./runner.ts"
import { openSqlite } from "./sqlite.ts"

const [url = "", origin = "", name = "", listen = ""] = process.argv.slice(2)

const zoho = ZohoConnection.layer({ apiDomain: origin }).pipe(
  Layer.provide(layerAccessToken(Redacted.make("emulator"))),
  Layer.provide(runner.layerHttpClient),
)

const program = layerRunner({ name, openSqlite }).pipe(
  Layer.provide(layerEnginePostgres({ listen }, clusterSockets)),
  Layer.provide(Layer.effectDiscard(prepareStore)),
  Layer.provide(Organizations.layer(() => zoho)),
  Layer.provide(layerPostgres(Redacted.make(url), connectPostgres)),
  Layer.provide(runner.layerFiles),
)

await runAsRunner(program)
