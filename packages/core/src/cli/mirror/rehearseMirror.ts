import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { countRecords } from "../../metadata/countRecords.ts"
import { getModules } from "../../metadata/getModules.ts"
import { compareWithZoho } from "../../mirror/compareWithZoho.ts"
import type { MirrorTarget } from "../../mirror/MirrorTarget.ts"
import { runMirror } from "../../mirror/runMirror.ts"
import { getDeletedRecords } from "../../records/getDeletedRecords.ts"
import type { Settings } from "../../settings/Settings.ts"
import { rehearse } from "../explain/rehearse.ts"

const nothing = { rows: 0, deleted: 0, missing: [] }

/** A target that keeps nothing. */
const nowhere: MirrorTarget = {
  name: "nowhere",
  checkpoints: Effect.succeed([]),
  rows: () => Stream.empty,
  verify: Effect.succeed({ checkpoints: [], differences: [] }),
  open: Effect.succeed({
    checkpoints: Effect.succeed([]),
    stage: () =>
      Effect.succeed({
        add: () => Effect.void,
        apply: () => Effect.succeed(nothing),
        keepOnly: () => Effect.succeed(nothing),
        commit: () => Effect.void,
      }),
  }),
}

/** Stands for a module whose name only a run can know. */
const anyModule = "MODULE"

/** The requests that a mirror would send: of one module after the other, the first time; then what tells of changes. */
export const rehearseMirror = Effect.fnUntraced(function* (
  modules: ReadonlyArray<string>,
  asksForModules: boolean,
  settings: Settings,
) {
  const found = asksForModules ? yield* rehearse(getModules(), settings) : []
  const ofModules = yield* Effect.forEach(asksForModules ? [anyModule] : modules, (module) =>
    Effect.gen(function* () {
      const copying = yield* rehearse(runMirror({ modules: [{ module }], target: nowhere }), settings)
      const counting = yield* rehearse(countRecords(module), settings)
      const deletions = yield* rehearse(Stream.runDrain(getDeletedRecords(module)), settings)
      return [...copying, ...counting, ...deletions]
    }),
  )
  return [...found, ...ofModules.flat()]
})

/** The requests that compare copies with Zoho. */
export const rehearseComparison = <R>(target: MirrorTarget<R>, settings: Settings) =>
  rehearse(compareWithZoho(target), settings)
