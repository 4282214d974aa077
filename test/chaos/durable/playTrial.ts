import { join } from "node:path"
import { listJourneys, prepareStore, submitJourney } from "@zoho-bulk/core/durable"
import { Clock, Effect, Layer } from "effect"
import { freePorts } from "../../support/freePorts.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"
import { layerStore } from "../../support/trial/layerStore.ts"
import { serveOrganizations } from "../../support/trial/serveOrganizations.ts"
import { judge } from "./judge.ts"
import { planJourneys, recordsBefore, recordsPerPage } from "./journeysOfTrial.ts"
import { settleOrders } from "./settleOrders.ts"
import { type Strikes, strikeRunners, type StruckRunner, superviseRunner } from "./strikeRunners.ts"

/** How large a trial is, and what happens in it. */
export interface Trial {
  readonly journeys: number
  readonly organizations: number
  readonly runners: number
  /** The URL of a PostgreSQL database; a SQLite file of its own, where absent. */
  readonly database?: string
  readonly strikes: Strikes
  /** What is done once half of the journeys are over. */
  readonly halfway?: () => Promise<void>
  /** After how long it is given up, in milliseconds. */
  readonly longest: number
  readonly say?: (line: string) => void
}

/** Orders are settled while no runner stands still: the answer of one may have come to it. */
const settlesAfter = 4_000

const secondsSince = (begunAt: number) =>
  Effect.map(Clock.currentTimeMillis, (now) => Math.round((now - begunAt) / 1_000))

/** Plays a trial in a folder of its own, and says what is wrong at its end. */
export const playTrial = ({
  database,
  halfway,
  journeys,
  longest,
  organizations,
  runners,
  say = () => {},
  strikes,
}: Trial) =>
  Effect.gen(function* () {
    const folder = yield* temporaryFolder
    const store = database ?? join(folder, "journeys.db")
    const names = Array.from({ length: organizations }, (_, at) => `organization-${at}`)
    const planned = planJourneys(journeys, names, join(folder, "rows"))
    const { worldFile, worlds } = yield* serveOrganizations(
      folder,
      names.map((name) => [name, { records: recordsBefore(planned, name), recordsPerPage, jobDuration: 2_000 }]),
    )
    return yield* Effect.gen(function* () {
      yield* prepareStore
      yield* Effect.forEach(planned, ({ key, organization, request }) =>
        submitJourney({ key, organization, request, folder: join(folder, "journeys") }),
      )
      const begunAt = yield* Clock.currentTimeMillis
      const ports = yield* freePorts(runners)
      const started: ReadonlyArray<StruckRunner> = yield* Effect.forEach(ports, (port, at) =>
        superviseRunner([store, worldFile, `runner-${at}`, `127.0.0.1:${port}`]),
      )
      const struck = yield* strikeRunners(started, strikes)
      const words = { adopted: 0, sentAgain: 0 }
      let isHalfway = false
      let told = -1
      for (;;) {
        const all = yield* listJourneys({ limit: journeys })
        const over = all.filter(({ state }) => state === "completed" || state === "failed").length
        const seconds = yield* secondsSince(begunAt)
        if (over !== told) {
          const asking = all.filter(({ state }) => state === "needs-a-word").length
          say(
            `${seconds} s: ${over} of ${journeys} over, ${asking} wait for a word, ${struck.kills} killed, ${struck.freezes} frozen`,
          )
        }
        told = over
        if (over === journeys || seconds * 1_000 > longest) break
        if (!isHalfway && over >= journeys / 2) {
          isHalfway = true
          if (halfway !== undefined) yield* Effect.promise(halfway)
        }
        if (struck.quietSince !== undefined && (yield* Clock.currentTimeMillis) - struck.quietSince > settlesAfter) {
          const { adopted, sentAgain } = yield* settleOrders(worlds, planned)
          words.adopted += adopted
          words.sentAgain += sentAgain
        }
        yield* Effect.sleep("2 seconds")
      }
      const seconds = yield* secondsSince(begunAt)
      return { ...(yield* judge(planned, worlds)), seconds, words, kills: struck.kills, freezes: struck.freezes }
    }).pipe(Effect.provide(layerStore(store)))
  }).pipe(Effect.scoped, Effect.provide(Layer.merge(runner.layerLoopbackServer, runner.layerFiles)))
