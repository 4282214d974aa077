import * as Clock from "effect/Clock"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import { forgetWhole } from "../../transfer/journal/journalFolders.ts"
import { unknownOrders } from "../../transfer/journal/OrderState.ts"
import { folderOf, setOf } from "../explain/denoFlags.ts"
import { accessToStore } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { UsageError } from "../failure/UsageError.ts"
import { checkNotRunning, isRunning } from "../journeys/journeyLock.ts"
import { isFinished, journeysHere, type KnownJourney } from "../journeys/Journeys.ts"
import { journeysTable, type ListedJourney, listedJourney } from "../journeys/listedJourney.ts"
import { Output } from "../output/Output.ts"
import { listPresenter } from "../output/present.ts"
import { tokensFile } from "../signIn/Profiles.ts"
import { optional } from "../flags/commandFlags.ts"
import { root } from "../flags/root.ts"
import { type StoreFlags, storeFlags } from "../flags/storeFlags.ts"
import { noOwnFolder, ownFolder } from "../signIn/ownFolder.ts"
import { say } from "../output/Words.ts"
import { wrongJourney } from "../journeys/wrongJourney.ts"
import { withLesson } from "../help/withLesson.ts"

type State = ListedJourney["state"]

const stateOf = Effect.fnUntraced(function* (
  known: KnownJourney,
): Effect.fn.Return<State, never, FileSystem.FileSystem | Path.Path> {
  if (known.problem !== undefined) return "unreadable"
  if (isFinished(known)) return "finished"
  if (yield* isRunning(known)) return "running"
  return unknownOrders(known.entries).length > 0 ? "outcome unknown" : "can be resumed"
})

/** How many journeys people are shown unless they ask for more. */
const mostForPeople = 20

/** The variables that mean a database, wherever no flag says otherwise. */
const databaseVariables = ["ZOHO_DATABASE_URL", "ZOHO_DATABASE_URL_FILE"]

/** Whether those of a store are meant. What was started from here alone can be forgotten. */
const isOfStore = Effect.fnUntraced(function* (
  { database, insecureDatabase, store }: StoreFlags,
  forget: string | undefined,
) {
  if (store !== undefined || database !== undefined || insecureDatabase) return true
  return forget === undefined && (yield* setOf(databaseVariables)).length > 0
})

/** Refuses what does not go with a store. */
const checkOfStore = Effect.fnUntraced(function* (forget: string | undefined, watch: boolean, key: string | undefined) {
  if (watch && key !== undefined) {
    return yield* new UsageError({
      problem: "--watch reports all journeys, and one alone is named",
      remedy: "Leave one of them out.",
    })
  }
  if (forget !== undefined) {
    return yield* new UsageError({
      problem: "--forget is for journeys that were started from here",
      remedy: "Forget those of a store with prune.",
    })
  }
  if (watch && (yield* root).json) {
    return yield* new UsageError({
      problem: "--watch reports journeys as they progress, and --json writes one document",
      remedy: "Use --jsonl.",
    })
  }
})

/** `zoho-bulk journeys`: what was started from here, since Zoho has no list. */
export const journeys = Command.make(
  "journeys",
  {
    key: Argument.String("key").pipe(
      Argument.withDescription("with --store: show all that is known of this journey"),
      Argument.optional,
      Argument.map(Option.getOrUndefined),
    ),
    forget: optional(
      Flag.String("forget").pipe(
        Flag.withMetavar("<journey>"),
        Flag.withDescription("forget a journey and everything it kept; its jobs at Zoho are left alone"),
      ),
    ),
    unfinished: Flag.Boolean("unfinished").pipe(
      Flag.withDescription("only unfinished journeys"),
      Flag.withDefault(false),
    ),
    ...storeFlags,
    store: optional(
      Flag.String("store").pipe(
        Flag.withMetavar("<file>"),
        Flag.withDescription("list the journeys submitted to this store, instead of those started from here"),
      ),
    ),
    pruned: Flag.Boolean("pruned").pipe(
      Flag.withDescription("with --store: list those that were pruned as well"),
      Flag.withDefault(false),
    ),
    watch: Flag.Boolean("watch").pipe(
      Flag.withDescription("with --store: report each journey as it progresses, until all are over"),
      Flag.withDefault(false),
    ),
    limit: optional(
      Flag.Int("limit").pipe(
        Flag.withMetavar("<number>"),
        Flag.withDescription("maximum journeys to list, latest first; 20 by default, all with --json"),
        Flag.filter(
          (count) => count >= 1,
          () => "a number of journeys, 1 or more",
        ),
      ),
    ),
  },
  Effect.fnUntraced(function* ({ forget, key, limit, pruned, unfinished, watch, ...store }) {
    if (yield* isOfStore(store, forget)) {
      yield* checkOfStore(forget, watch, key)
      if ((yield* root).explain) return yield* presentRequests([], { access: yield* accessToStore(store) })
      const { listStored, showStored, watchStored } = yield* Effect.promise(() => import("../store/listStored.ts"))
      if (key !== undefined) return yield* showStored(store, key)
      return yield* (watch ? watchStored : listStored)({ store, limit, pruned, unfinished })
    }
    const ofStore = watch ? "--watch" : pruned ? "--pruned" : key === undefined ? undefined : `The key ${key}`
    if (ofStore !== undefined) {
      return yield* new UsageError({
        problem: `${ofStore} is for the journeys of a store`,
        remedy: `Name the store with --store or --database, or leave ${key === undefined ? ofStore : key} out.`,
      })
    }
    if ((yield* root).explain) {
      const own = yield* folderOf(tokensFile)
      return yield* presentRequests([], { access: forget === undefined ? { reads: own } : { writes: own } })
    }
    const presentEach = yield* listPresenter("jobs")
    const output = yield* Output
    const { known: all, unreadable } = yield* journeysHere
    for (const { folder, problem } of unreadable) {
      const why = `${problem.summary}. ${problem.remedy}`
      yield* output.talk((style) => style.warning(`${folder} does not contain a readable journey. ${why}`))
    }
    const forgotten = all.find(({ journey }) => journey.id === forget)
    if (forget !== undefined && forgotten === undefined) return yield* wrongJourney(`There is no journey ${forget}`)
    if (forgotten !== undefined) {
      yield* checkNotRunning(forgotten)
      yield* forgetWhole(forgotten.folder)
    }
    const known = all.filter((each) => each !== forgotten)
    for (const { problem } of known) {
      if (problem !== undefined) yield* output.talk((style) => style.warning(problem.summary))
    }
    const listed = yield* Effect.forEach(
      known,
      (each) => Effect.map(stateOf(each), (state) => listedJourney(each, state)),
      { concurrency: "unbounded" },
    )
    const wanted = unfinished ? listed.filter(({ state }) => state !== "finished") : listed
    const { json, jsonl, select } = yield* root
    const isForPeople = !json && !jsonl && select.length === 0
    const shown = wanted.slice(0, limit ?? (isForPeople ? mostForPeople : Infinity))
    const now = yield* Clock.currentTimeMillis
    const isKnown = Option.isSome(yield* ownFolder("state"))
    const nothing = isKnown
      ? `Nothing ${unfinished ? "is unfinished" : "has been started from here"}.`
      : `The journeys started from here are not known: ${noOwnFolder("state")}.`
    yield* presentEach(shown, {}, (style) =>
      shown.length > 0 ? journeysTable(style, shown, now, wanted.length - shown.length) : say`${nothing}`,
    )
  }),
).pipe(
  withLesson({
    does: "Lists the exports and imports started from here, or the journeys in a store, and their jobs.",
    credits: "none: it does not call Zoho",
  }),
  Command.withAlias("jobs"),
  Command.withExamples([
    { command: "zoho-bulk journeys --unfinished", description: "Journeys that resume can continue" },
    { command: "zoho-bulk journeys --store journeys.db", description: "Journeys in a store" },
    { command: "zoho-bulk journeys contacts --store journeys.db", description: "Everything known about one journey" },
    { command: "zoho-bulk journeys --json", description: "All journeys with their jobs, for a program" },
  ]),
)
