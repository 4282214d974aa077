import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { layerAdmission } from "../../durable/admission/admit.ts"
import { layerEngineSqlite } from "../../durable/engine/layerEngineSqlite.ts"
import { Runner, type RunnerOptions } from "../../durable/Runner.ts"
import { layerWorkflows } from "../../durable/workflows/layerWorkflows.ts"
import { LoopbackServer } from "../run/LoopbackServer.ts"
import { gaugeJourneys } from "./metricsPage.ts"
import { layerStore, sqliteOfRun } from "./openStore.ts"
import { layerOrganizationsOfRun } from "./organizationsOfRun.ts"
import { tellApp } from "./tellApp.ts"

/** How a runner is started. */
interface Started extends Omit<RunnerOptions, "openSqlite"> {
  readonly store: string
  /** The port of 127.0.0.1 on which it tells how it is; none, where it does not. */
  readonly port: number | undefined
}

/** Traces and metrics go to a collector where a variable names one; what sends them is loaded only then. */
const tellCollector = Effect.gen(function* () {
  const endpoint = yield* Effect.orDie(Config.option(Config.String("OTEL_EXPORTER_OTLP_ENDPOINT")))
  if (Option.isNone(endpoint) || endpoint.value === "") return Context.empty()
  const { layerCollector } = yield* Effect.promise(() => import("./layerCollector.ts"))
  return yield* Layer.build(layerCollector(endpoint.value))
})

/** Begins to make the journeys of a store, and goes on until the scope closes. Says where it tells how it is. */
export const runJourneys = Effect.fnUntraced(function* ({ port, store, ...options }: Started) {
  const file = (yield* Path.Path).resolve(store)
  const openSqlite = yield* sqliteOfRun
  const telling = yield* tellCollector
  const kept = yield* Layer.build(layerStore(file))
  yield* Layer.merge(layerWorkflows, layerAdmission).pipe(
    Layer.provide(layerEngineSqlite(file, options.name)),
    Layer.provide(Runner.layer({ ...options, openSqlite })),
    Layer.provide(layerOrganizationsOfRun),
    Layer.provide(Layer.succeedContext(kept)),
    Layer.provide(Layer.succeedContext(telling)),
    Layer.build,
  )
  // A page of metrics looks when it is asked for; a collector asks for nothing.
  if (telling.mapUnsafe.size > 0) {
    const gauging = Effect.andThen(Effect.ignore(gaugeJourneys), Effect.sleep("30 seconds"))
    yield* Effect.forkScoped(Effect.provideContext(Effect.forever(gauging), kept))
  }
  if (port === undefined) return { file, url: undefined }
  const server = yield* LoopbackServer
  const served = yield* server.serve(Effect.provideContext(tellApp(options.name), kept), port)
  return { file, url: `http://127.0.0.1:${served.port}` }
})
