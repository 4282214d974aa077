import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { EmulatorOptions } from "../model/EmulatorOptions.ts"
import { type EmulatorSettings, settle } from "../model/EmulatorSettings.ts"
import type { Fault } from "../model/Fault.ts"
import type { Records } from "../model/Records.ts"
import type { ArmedFault, WorldState } from "../model/WorldState.ts"
import type { InvalidEmulatorOptions } from "../model/InvalidEmulatorOptions.ts"
import { wrongOrganization } from "../model/readOptions.ts"
import { organizationAtFirst } from "../organization/organizationAtFirst.ts"

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

/** Arms faults that no request has met yet. */
export const arm = (faults: ReadonlyArray<Fault>): ReadonlyArray<ArmedFault> =>
  faults.map((fault) => ({ fault, seen: 0 }))

const stateAtFirst = (records: Records, faults: ReadonlyArray<Fault>): WorldState => ({
  records,
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
export const makeWorld = Effect.fnUntraced(function* (
  options: EmulatorOptions,
): Effect.fn.Return<World["Service"], InvalidEmulatorOptions> {
  const settings = settle(options)
  const records = yield* Effect.mapError(organizationAtFirst(options.organization, settings.records), wrongOrganization)
  const state = yield* Ref.make(stateAtFirst(records, options.faults ?? []))
  return { settings, state, onCallback: () => Effect.void }
})
