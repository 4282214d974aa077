import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { accessToFiles } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { optional } from "../flags/commandFlags.ts"
import { root } from "../flags/root.ts"
import { storeFlag } from "../flags/storeFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { Output } from "../output/Output.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { LoadWithoutVariables } from "../run/LoadWithoutVariables.ts"
import { settingsOfRun } from "../run/connect.ts"

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

/** `zoho-bulk runner --store <file>`: makes the journeys that are submitted to a store, until it is stopped. */
export const runner = Command.make(
  "runner",
  {
    store: storeFlag,
    name: Flag.String("name").pipe(
      Flag.withDescription("what it is called, in the table of journeys and to a second one on the same store"),
      Flag.withDefault("runner"),
    ),
    port: optional(
      Flag.String("listen").pipe(
        Flag.withMetavar("<127.0.0.1:port>"),
        Flag.withDescription(
          "where it tells this machine how it is, on /health and /metrics; port 0 takes any free port",
        ),
        Flag.filter(
          (text) => portIn(text) !== undefined,
          (text) => `a port of this machine alone, such as 127.0.0.1:9464, not ${text}`,
        ),
      ),
    ).pipe(Flag.map((text) => (text === undefined ? undefined : portIn(text)))),
    maxActive: countFlag("max-active", "journeys that are under way at once; 500 by default"),
    maxOfOrganization: countFlag("max-of-organization", "those of one organisation among them; 25 by default"),
  },
  Effect.fnUntraced(function* ({ store, ...options }) {
    const { emulator, explain } = yield* root
    if (explain) {
      const { hosts } = yield* settingsOfRun(emulator)
      return yield* presentRequests([], {
        words: () => `Makes the journeys that are submitted to ${store}: what they ask, it asks.`,
        access: {
          ...(yield* accessToFiles([store])),
          hosts: [hosts.api.host, hosts.upload.host, hosts.download.host],
          listens: options.port === undefined ? [] : ["127.0.0.1"],
        },
      })
    }
    const present = yield* presenter("runner")
    const output = yield* Output
    const load = yield* LoadWithoutVariables
    const { runJourneys } = yield* Effect.promise(() => load(() => import("../store/runJourneys.ts")))
    const { file, url } = yield* runJourneys({ store, ...options })
    yield* present({ store: file, name: options.name, ...(url === undefined ? {} : { url }) }, (style) =>
      lines([
        say`${style.strong(options.name)} makes the journeys of ${file}`,
        ...(url === undefined ? [] : [say`${url}/health  ${url}/metrics`]),
      ]),
    )
    yield* output.talk((style) =>
      style.faint("Running; stop with Ctrl-C or SIGTERM. What is under way then goes on with the next runner."),
    )
    return yield* Effect.never
  }, Effect.scoped),
).pipe(
  withLesson({
    does: "Makes the journeys that are submitted to a store, until it is stopped.",
    credits: "those of the journeys",
    asks: "those of the journeys",
  }),
  Command.withExamples([
    { command: "zoho-bulk runner --store journeys.db", description: "One machine; started again, it goes on" },
    {
      command: "zoho-bulk runner --store journeys.db --listen 127.0.0.1:9464",
      description: "With a page for Prometheus",
    },
  ]),
)
