import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { EmulatedJob } from "./anyJob/Job.ts"
import type { Mishap } from "./mishaps/Mishap.ts"
import { modulesFor } from "./records/modules.ts"
import type { ReadQuery } from "./readJobs/readQuery.ts"
import type { Records } from "./records/Records.ts"
import type { TokenState } from "./accounts/TokenState.ts"
import type { Upload } from "./writeJobs/Upload.ts"
import { settleOptions, type WorldOptions, type WorldSettings } from "./WorldOptions.ts"
import { finishWriteJobs } from "./writeJobs/writeRows.ts"

/** A request as the world remembers it: without its query and its headers, where secrets are. */
export interface SeenRequest {
  readonly at: number
  readonly method: string
  readonly host: string
  readonly path: string
  readonly operation: string
  readonly status: number
}

/** Where the records after a page begin, and until when a token leads there. */
export interface PageToken {
  readonly query: ReadQuery
  readonly from: number
  readonly expiresAt: number
}

/** Everything that changes in a world. */
export interface WorldState {
  readonly records: Records
  readonly jobs: ReadonlyMap<string, EmulatedJob>
  readonly uploads: ReadonlyMap<string, Upload>
  readonly pageTokens: ReadonlyMap<string, PageToken>
  readonly tokens: TokenState
  /** Credits spent, minute by minute. */
  readonly spent: ReadonlyArray<{ readonly minute: number; readonly credits: number }>
  readonly downloads: { readonly since: number; readonly count: number }
  readonly underWay: number
  readonly mishaps: ReadonlyArray<{ readonly mishap: Mishap; readonly seen: number }>
  readonly requests: ReadonlyArray<SeenRequest>
  readonly callbacks: ReadonlyArray<{ readonly jobId: string; readonly at: number; readonly status: number | null }>
  readonly nextNumber: number
}

/** One emulated organisation: its settings, and its state. */
export class World extends Context.Service<
  World,
  {
    readonly settings: WorldSettings
    readonly state: Ref.Ref<WorldState>
    /** Told of every job that is created with a callback. */
    readonly onCallback: (jobId: string) => Effect.Effect<void>
  }
>()("@zoho-bulk/core/emulator/World") {}

const recordsAtFirst = (counts: Readonly<Record<string, number>>): Records => ({
  modules: modulesFor(Object.keys(counts)),
  of: new Map(Object.entries(counts).map(([name, base]) => [name, { base, inserted: 0, changes: new Map() }])),
})

const stateAtFirst = (settings: WorldSettings, mishaps: ReadonlyArray<Mishap>): WorldState => ({
  records: recordsAtFirst(settings.records),
  jobs: new Map(),
  uploads: new Map(),
  pageTokens: new Map(),
  tokens: { access: [], issued: [], revoked: new Set(), scopes: new Map() },
  spent: [],
  downloads: { since: -Infinity, count: 0 },
  underWay: 0,
  mishaps: mishaps.map((mishap) => ({ mishap, seen: 0 })),
  requests: [],
  callbacks: [],
  nextNumber: 1,
})

/** Makes a world without callbacks. */
export const makeWorldUnsafe = (options: WorldOptions = {}): World["Service"] => {
  const settings = settleOptions(options)
  return {
    settings,
    state: Ref.makeUnsafe(stateAtFirst(settings, options.mishaps ?? [])),
    onCallback: () => Effect.void,
  }
}

/** The state as of now: write jobs that have ended meanwhile have done their work. */
export const currentState: Effect.Effect<WorldState, never, World> = Effect.gen(function* () {
  const { state } = yield* World
  const now = yield* Clock.currentTimeMillis
  return yield* Ref.updateAndGet(state, (before) => finishWriteJobs(before, now))
})

/** Changes the state as of now. */
export const changeState = Effect.fnUntraced(function* (change: (state: WorldState) => WorldState) {
  yield* currentState
  yield* Ref.update((yield* World).state, change)
})

/** Takes the next of the numbers that ids are made of. */
export const nextNumber: Effect.Effect<number, never, World> = Effect.gen(function* () {
  const { state } = yield* World
  return yield* Ref.modify(state, (before) => [before.nextNumber, { ...before, nextNumber: before.nextNumber + 1 }])
})

/** Adds to a map without changing it. */
export const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value)
