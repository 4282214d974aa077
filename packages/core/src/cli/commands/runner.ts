import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { accessToStore } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { type ClusterFlags, clusterFlags } from "../flags/clusterFlags.ts"
import { optional } from "../flags/commandFlags.ts"
import { root } from "../flags/root.ts"
import { type StoreFlags, storeFlags } from "../flags/storeFlags.ts"
import { withLesson } from "../help/withLesson.ts"
import { Output } from "../output/Output.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { LoadWithoutVariables } from "../run/LoadWithoutVariables.ts"
import { settingsOfRun } from "../run/connect.ts"
import { tellHidden } from "../run/hiddenVariables.ts"

const address = /^(?:127\.0\.0\.1|localhost):(\d{1,5})$/

const portIn = (text: string): number | undefined => {
  const port = Number(address.exec(text)?.[1] ?? Number.NaN)
  return port <= 65_535 ? port : undefined
}

const countFlag = (name: string, description: string) =>
  optional(
    Flag.Int(name).pipe(
      Flag.withMetavar("<number>"),
      Flag.withDescription(description),
      Flag.filter(
        (count) => count >= 1,
        (count) => `a number of journeys, 1 or more, not ${count}`,
      ),
    ),
  )

const explainRunner = Effect.fnUntraced(function* (flags: StoreFlags, cluster: ClusterFlags, port: number | undefined) {
  const { emulator } = yield* root
  const { hosts } = yield* settingsOfRun(emulator)
  const { storeMeant } = yield* Effect.promise(() => import("../store/storeMeant.ts"))
  const { listensOf } = yield* Effect.promise(() => import("../store/clusterPlace.ts"))
  const store = yield* storeMeant(flags)
  return yield* presentRequests([], {
    words: () => `Runs the journeys submitted to ${store.named}, and sends the requests that they need.`,
    access: {
      ...(yield* accessToStore(flags)),
      hosts: [hosts.api.host, hosts.upload.host, hosts.download.host],
      listens: [...(port === undefined ? [] : ["127.0.0.1"]), ...(yield* listensOf(store, cluster))],
    },
  })
})

/** `zoho-bulk runner --store <file>`: makes the journeys that are submitted to a store, until it is stopped. */
export const runner = Command.make(
  "runner",
  {
    ...storeFlags,
    name: optional(
      Flag.String("name").pipe(
        Flag.withDescription(
          "name of this runner, in the table of journeys and for other runners; by default runner, or the address where others reach it",
        ),
      ),
    ),
    ...clusterFlags,
    port: optional(
      Flag.String("listen").pipe(
        Flag.withMetavar("<127.0.0.1:port>"),
        Flag.withDescription(
          "address of this machine on which to serve /health and /metrics; port 0 picks any free port",
        ),
        Flag.filter(
          (text) => portIn(text) !== undefined,
          (text) => `an address of this machine only, such as 127.0.0.1:9464, not ${text}`,
        ),
      ),
    ).pipe(Flag.map((text) => (text === undefined ? undefined : portIn(text)))),
    maxActive: countFlag("max-active", "journeys that run at once; 500 by default"),
    maxOfOrganization: countFlag("max-of-organization", "journeys of one organisation that run at once; 25 by default"),
  },
  Effect.fnUntraced(function* ({ announce, cluster, database, insecureDatabase, insecureListen, store, ...options }) {
    const { explain, quiet } = yield* root
    const flags = { store, database, insecureDatabase }
    const inCluster = { announce, cluster, insecureListen }
    if (explain) return yield* explainRunner(flags, inCluster, options.port)
    const present = yield* presenter("runner")
    const output = yield* Output
    yield* tellHidden
    const load = yield* LoadWithoutVariables
    const { runJourneys } = yield* Effect.promise(() => load(() => import("../store/runJourneys.ts")))
    const { isNew, lost, reached, url, ...running } = yield* runJourneys({
      store: flags,
      cluster: inCluster,
      ...options,
    })
    const places = {
      ...(isNew ? { isNew } : {}),
      ...(url === undefined ? {} : { url }),
      ...(reached === undefined ? {} : { cluster: reached }),
    }
    yield* present({ ...running, ...places }, (style) =>
      lines([
        say`${style.strong(running.name)} runs the journeys of ${running.store}`,
        ...(isNew ? [style.warning("The store is new: there was none of that name, and it is empty.")] : []),
        ...(reached === undefined ? [] : [say`Other runners reach it on ${reached}`]),
        ...(url === undefined ? [] : [say`${url}/health  ${url}/metrics`]),
      ]),
    )
    if (!quiet) {
      yield* output.talk((style) =>
        style.faint("Running; stop with Ctrl-C or SIGTERM. The next runner continues unfinished journeys."),
      )
    }
    return yield* lost
  }, Effect.scoped),
).pipe(
  withLesson({
    does: "Runs the journeys submitted to a store, until it is stopped.",
    credits: "those of the journeys",
    asks: "those of the journeys",
  }),
  Command.withExamples([
    { command: "zoho-bulk runner --store journeys.db", description: "On one machine; after a restart, it continues" },
    {
      command: "zoho-bulk runner --store journeys.db --listen 127.0.0.1:9464",
      description: "With a page for Prometheus",
    },
    {
      command: "zoho-bulk runner --database postgresql://zoho@db.internal/journeys --cluster 10.0.0.7:34431",
      description: "One of many, on machines that share a database",
    },
  ]),
)
