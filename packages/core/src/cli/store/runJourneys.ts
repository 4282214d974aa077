import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import { layerEngineSqlite } from "../../durable/engine/layerEngineSqlite.ts"
import { isMissing } from "../../storage/makeFolder.ts"
import { CurrentJourneyListener } from "../../durable/carry/CurrentJourneyListener.ts"
import { layerRunner } from "../../durable/runner/layerRunner.ts"
import type { RunnerOptions } from "../../durable/Runner.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { layerTokenSql } from "../../sql/tokens/layerTokenSql.ts"
import type { ClusterFlags } from "../flags/clusterFlags.ts"
import type { StoreFlags } from "../flags/storeFlags.ts"
import { LoadWithoutVariables } from "../run/LoadWithoutVariables.ts"
import { LoopbackServer } from "../../callback/LoopbackServer.ts"
import { PortUnavailable } from "../../callback/PortUnavailable.ts"
import { clusterPlace, refuseCluster } from "./clusterPlace.ts"
import { gaugeJourneys } from "./metricsPage.ts"
import { layerStore, sqliteOfRun } from "./openStore.ts"
import { layerOrganizationsOfRun } from "./organizationsOfRun.ts"
import { postgresOfRun } from "./postgresOfRun.ts"
import { storeMeant, type StoreMeant } from "./storeMeant.ts"
import { tellApp } from "./tellApp.ts"
import { journeyTeller } from "./tellJourney.ts"

/** What effect's cluster says of a runner that stops: by then it is none of its own runners any more. */
const saidOfStopped = "No healthy runners available"

const isSaid = (message: unknown): boolean =>
  message === saidOfStopped || (Array.isArray(message) && message.length === 1 && message[0] === saidOfStopped)

/** The log of who has it, but for what is no news once the runner stops, as it was told to. */
const layerLogUntilStopped = (isStopping: () => boolean) =>
  Layer.effect(
    Logger.CurrentLoggers,
    Effect.map(
      Logger.CurrentLoggers,
      (loggers) =>
        new Set(
          [...loggers].map((logger) =>
            Logger.make<unknown, unknown>((entry) => {
              if (!isStopping() || !isSaid(entry.message)) logger.log(entry)
            }),
          ),
        ),
    ),
  )

/** How a runner is started. */
interface Started extends Omit<RunnerOptions, "openSqlite" | "name"> {
  readonly store: StoreFlags
  readonly name: string | undefined
  readonly cluster: ClusterFlags
  /** The port of 127.0.0.1 on which it reports its status; none if it does not. */
  readonly port: number | undefined
}

/** Traces and metrics go to a collector where a variable names one; what sends them is loaded only then. */
const tellCollector = Effect.gen(function* () {
  const endpoint = yield* Effect.orDie(Config.option(Config.String("OTEL_EXPORTER_OTLP_ENDPOINT")))
  if (Option.isNone(endpoint) || endpoint.value === "") return Context.empty()
  const { layerCollector } = yield* Effect.promise(() => import("./layerCollector.ts"))
  return yield* Layer.build(layerCollector(endpoint.value))
})

/** The engine of a store: of the one runner of a file, or of one of those of a database. */
const engineOf = Effect.fnUntraced(function* (store: StoreMeant, cluster: ClusterFlags, name: string | undefined) {
  if (store._tag === "file") {
    yield* refuseCluster(cluster)
    const called = name ?? "runner"
    const lost = yield* Deferred.make<never, StorageFailed>()
    const whenLost = (failure: StorageFailed) => Deferred.fail(lost, failure)
    const engine = layerEngineSqlite(store.shown, called, { whenLost })
    return { name: called, reached: undefined, engine, tokens: undefined, lost: Deferred.await(lost) }
  }
  const place = yield* clusterPlace(store, cluster)
  const load = yield* LoadWithoutVariables
  const { layerEnginePostgres } = yield* Effect.promise(() =>
    load(() => import("../../durable/engine/layerEnginePostgres.ts")),
  )
  const engine = layerEnginePostgres(place, yield* postgresOfRun(({ sockets }) => sockets))
  const reached = place.announce ?? place.listen
  return { name: name ?? reached, reached, engine, tokens: layerTokenSql, lost: Effect.never }
})

/** The same failure, for whoever chose the port with `--listen`. */
const chosenByListen = ({ isDeno, port, reason }: PortUnavailable) =>
  new PortUnavailable({
    port,
    flag: "--listen",
    ...(reason === undefined ? {} : { reason }),
    ...(isDeno === undefined ? {} : { isDeno }),
  })

/** Begins to make the journeys of a store, and goes on until the scope closes. Says where it tells how it is, and what fails once it has its store no more. */
export const runJourneys = Effect.fnUntraced(function* ({
  cluster,
  name: named,
  port,
  store: flags,
  ...options
}: Started) {
  const store = yield* storeMeant(flags)
  const isNew = store._tag === "file" && (yield* isMissing(store.shown))
  const { engine, lost, name, reached, tokens } = yield* engineOf(store, cluster, named)
  const openSqlite = yield* sqliteOfRun
  const told = yield* journeyTeller
  let isStopping = false
  const telling = yield* tellCollector
  const kept = yield* Layer.build(layerStore(store))
  yield* layerRunner({ ...options, name, openSqlite }).pipe(
    Layer.provide(engine),
    Layer.provide(layerOrganizationsOfRun(tokens && Layer.provide(tokens, Layer.succeedContext(kept)))),
    Layer.provide(Layer.succeedContext(kept)),
    Layer.provide(Layer.succeedContext(telling)),
    Layer.provide(Layer.succeed(CurrentJourneyListener, told)),
    Layer.provide(layerLogUntilStopped(() => isStopping)),
    Layer.build,
  )
  // What is released last begins last: all of the runner stops after this.
  yield* Effect.addFinalizer(() => Effect.sync(() => void (isStopping = true)))
  // A page of metrics looks when it is asked for; a collector asks for nothing.
  if (telling.mapUnsafe.size > 0) {
    const gauging = Effect.andThen(Effect.ignore(gaugeJourneys), Effect.sleep("30 seconds"))
    yield* Effect.forkScoped(Effect.provideContext(Effect.forever(gauging), kept))
  }
  const running = { name, store: store.shown, isNew, reached, url: undefined, lost }
  if (port === undefined) return running
  const server = yield* LoopbackServer
  const served = yield* server
    .serve(Effect.provideContext(tellApp(name), kept), port)
    .pipe(Effect.mapError(chosenByListen))
  return { ...running, url: `http://127.0.0.1:${served.port}` }
})
