import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { type Edit, readAfter } from "../model/Edit.ts"
import type { EmulatorOptions } from "../model/EmulatorOptions.ts"
import { type EmulatorSettings, settle } from "../model/EmulatorSettings.ts"
import type { Fault } from "../model/Fault.ts"
import type { Records } from "../model/Records.ts"
import { parseInstant } from "../model/times.ts"
import type { ArmedFault, PlannedEdit, WorldState } from "../model/WorldState.ts"
import type { InvalidEmulatorOptions } from "../model/InvalidEmulatorOptions.ts"
import { wrongOrganization } from "../model/readOptions.ts"
import { organizationDoubts } from "../organization/described/organizationDoubts.ts"
import { recordDoubts } from "../organization/described/recordDoubts.ts"
import { organizationAtFirst } from "../organization/organizationAtFirst.ts"
import { TellDoubts } from "./TellDoubts.ts"

/** How far a world's clock is ahead of this machine's, in milliseconds, and what is done when it is moved. */
export interface WorldClock {
  readonly ahead: number
  readonly moved: Deferred.Deferred<void>
}

/** One emulated organisation: its settings, its state, and its clock. */
export class World extends Context.Service<
  World,
  {
    readonly settings: EmulatorSettings
    readonly state: Ref.Ref<WorldState>
    readonly clock: Ref.Ref<WorldClock>
    /** Told of every job that is created with a callback. */
    readonly onCallback: (jobId: string) => Effect.Effect<void>
  }
>()("@zoho-bulk/core/emulator/World") {}

/** Arms faults that no request has met yet. */
export const arm = (faults: ReadonlyArray<Fault>): ReadonlyArray<ArmedFault> =>
  faults.map((fault) => ({ fault, seen: 0 }))

/** Plans edits, which are told from a moment on. */
export const plan = (edits: ReadonlyArray<Edit>, from: number): ReadonlyArray<PlannedEdit> =>
  edits.map((edit) => ({
    edit,
    at: (edit.at === undefined ? from : (parseInstant(edit.at) ?? from)) + (readAfter(edit.after) ?? 0),
  }))

const stateAtFirst = (
  records: Records,
  faults: ReadonlyArray<Fault>,
  edits: ReadonlyArray<PlannedEdit>,
): WorldState => ({
  records,
  jobs: new Map(),
  uploads: new Map(),
  pageTokens: new Map(),
  tokens: { access: [], issued: [], revoked: new Set(), scopes: new Map(), devices: new Map() },
  spent: [],
  downloads: { since: -Infinity, count: 0 },
  underWay: 0,
  faults: arm(faults),
  requests: [],
  callbacks: [],
  edits,
  nextNumber: 1,
})

/** Makes a world without callbacks. */
export const makeWorld = Effect.fnUntraced(function* (
  options: EmulatorOptions,
): Effect.fn.Return<World["Service"], InvalidEmulatorOptions> {
  const settings = settle(options)
  const made = yield* Effect.mapError(organizationAtFirst(options.organization, settings.records), wrongOrganization)
  const { organization } = options
  if (organization !== undefined) {
    const tell = yield* TellDoubts
    const others = Object.keys(options.records ?? {})
    yield* tell([...organizationDoubts(organization, others), ...recordDoubts(made, organization)])
  }
  const records = settings.guesses.boundary === "exclusive" ? { ...made, leavesOutBoundary: true } : made
  const now = (yield* Clock.currentTimeMillis) + settings.clockAhead
  const state = yield* Ref.make(stateAtFirst(records, options.faults ?? [], plan(options.edits ?? [], now)))
  const clock = yield* Ref.make({ ahead: settings.clockAhead, moved: Deferred.makeUnsafe<void>() })
  return { settings, state, clock, onCallback: () => Effect.void }
})
