import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { EmulatorOptions } from "../model/EmulatorOptions.ts"
import { type EmulatorSettings, settle } from "../model/EmulatorSettings.ts"
import type { Fault } from "../model/Fault.ts"
import type { Records } from "../model/Records.ts"
import type { ArmedFault, WorldState } from "../model/WorldState.ts"
import { modulesFor } from "../organization/modules.ts"

/** One emulated organisation: its settings, and its state. */
export class World extends Context.Service<
  World,
  {
    readonly settings: EmulatorSettings
    readonly state: Ref.Ref<WorldState>
    /** Told of every job that is created with a callback. */
    readonly onCallback: (jobId: string) => Effect.Effect<void>
  }
>()("@zoho-bulk/core/emulator/World") {}

const recordsAtFirst = (counts: Readonly<Record<string, number>>): Records => ({
  modules: modulesFor(Object.keys(counts)),
  of: new Map(Object.entries(counts).map(([name, base]) => [name, { base, inserted: 0, changes: new Map() }])),
})

/** Arms faults that no request has met yet. */
export const arm = (faults: ReadonlyArray<Fault>): ReadonlyArray<ArmedFault> =>
  faults.map((fault) => ({ fault, seen: 0 }))

const stateAtFirst = (settings: EmulatorSettings, faults: ReadonlyArray<Fault>): WorldState => ({
  records: recordsAtFirst(settings.records),
  jobs: new Map(),
  uploads: new Map(),
  pageTokens: new Map(),
  tokens: { access: [], issued: [], revoked: new Set(), scopes: new Map() },
  spent: [],
  downloads: { since: -Infinity, count: 0 },
  underWay: 0,
  faults: arm(faults),
  requests: [],
  callbacks: [],
  nextNumber: 1,
})

/** Makes a world without callbacks. */
export const makeWorld = (options: EmulatorOptions): Effect.Effect<World["Service"]> => {
  const settings = settle(options)
  return Effect.map(Ref.make(stateAtFirst(settings, options.faults ?? [])), (state) => ({
    settings,
    state,
    onCallback: () => Effect.void,
  }))
}
