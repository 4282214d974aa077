/**
 * A program of its own that runs journeys of a store, with an emulated Zoho that another process serves.
 */
import process from "node:process"
import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { layerRunner, Organizations, prepareStore } from "@zoho-bulk/core/durable"
import { layerEngineSqlite } from "@zoho-bulk/core/engineSqlite"
import { Layer, Redacted } from "effect"
import { runAsRunner } from "./runAsRunner.ts"
import { runner } from "./runner.ts"
import { openSqlite } from "./sqlite.ts"
import { layerStoreIn } from "./storeOfJourneys.ts"

const [file = "", origin = "", name = ""] = process.argv.slice(2)

const zoho = ZohoConnection.layer({ apiDomain: origin }).pipe(
  Layer.provide(layerAccessToken(Redacted.make("emulator"))),
  Layer.provide(runner.layerHttpClient),
)

const program = layerRunner({ name, openSqlite }).pipe(
  Layer.provide(layerEngineSqlite(file, name)),
  Layer.provide(Layer.effectDiscard(prepareStore)),
  Layer.provide(Organizations.layer(() => zoho)),
  Layer.provide(layerStoreIn(file)),
)

await runAsRunner(program)
