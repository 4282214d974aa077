import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Mishap } from "../model/Mishap.ts"
import type { Records } from "../model/Records.ts"
import { settleOptions, type WorldOptions, type WorldSettings } from "../model/WorldOptions.ts"
import type { WorldState } from "../model/WorldState.ts"
import { modulesFor } from "../organization/modules.ts"

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
