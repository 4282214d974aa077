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
        (count) => `a number of journeys from 1 on, not ${count}`,
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
    words: () => `Makes the journeys that are submitted to ${store.named}: what they ask, it asks.`,
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
          "name of this runner, in the table of journeys and for other runners; runner by default, or where others reach it",
        ),
      ),
    ),
    ...clusterFlags,
    port: optional(
      Flag.String("listen").pipe(
        Flag.withMetavar("<127.0.0.1:port>"),
        Flag.withDescription(
          "address of this machine where it serves /health and /metrics; port 0 takes any free port",
        ),
        Flag.filter(
          (text) => portIn(text) !== undefined,
          (text) => `a port of this machine alone, such as 127.0.0.1:9464, not ${text}`,
        ),
      ),
    ).pipe(Flag.map((text) => (text === undefined ? undefined : portIn(text)))),
    maxActive: countFlag("max-active", "journeys that run at once; 500 by default"),
    maxOfOrganization: countFlag("max-of-organization", "journeys of one organisation that run at once; 25 by default"),
  },
  Effect.fnUntraced(function* ({ announce, cluster, database, insecureDatabase, insecureListen, store, ...options }) {
    const { explain } = yield* root
    const flags = { store, database, insecureDatabase }
    const inCluster = { announce, cluster, insecureListen }
    if (explain) return yield* explainRunner(flags, inCluster, options.port)
    const present = yield* presenter("runner")
    const output = yield* Output
    yield* tellHidden
    const load = yield* LoadWithoutVariables
    const { runJourneys } = yield* Effect.promise(() => load(() => import("../store/runJourneys.ts")))
    const { lost, reached, url, ...running } = yield* runJourneys({ store: flags, cluster: inCluster, ...options })
    const places = { ...(url === undefined ? {} : { url }), ...(reached === undefined ? {} : { cluster: reached }) }
    yield* present({ ...running, ...places }, (style) =>
      lines([
        say`${style.strong(running.name)} makes the journeys of ${running.store}`,
        ...(reached === undefined ? [] : [say`Other runners reach it on ${reached}`]),
        ...(url === undefined ? [] : [say`${url}/health  ${url}/metrics`]),
      ]),
    )
    yield* output.talk((style) =>
      style.faint("Running; stop with Ctrl-C or SIGTERM. The next runner continues what is under way."),
    )
    return yield* lost
  }, Effect.scoped),
).pipe(
  withLesson({
    does: "Runs the journeys submitted to a store, until it is stopped.",
    credits: "those of the journeys",
    asks: "those of the journeys",
  }),
  Command.withExamples([
    { command: "zoho-bulk runner --store journeys.db", description: "On one machine; started again, it continues" },
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
