import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { NowAndZone } from "../../domain/readTime.ts"
import { countRecords } from "../../metadata/countRecords.ts"
import { getFields } from "../../metadata/getFields.ts"
import { getModules } from "../../metadata/getModules.ts"
import { isApiName } from "../../metadata/ofModuleNamed.ts"
import type { Checkpoint } from "../../mirror/Checkpoint.ts"
import { compareWithZoho } from "../../mirror/compareWithZoho.ts"
import type { CopiedModule, MirrorOptions } from "../../mirror/MirrorRequest.ts"
import type { MirrorTarget } from "../../mirror/MirrorTarget.ts"
import { type PlannedModule, planMirror } from "../../mirror/planMirror.ts"
import { runMirror } from "../../mirror/runMirror.ts"
import { checkWhose } from "../../mirror/whoseCopies.ts"
import { getDeletedRecords } from "../../records/getDeletedRecords.ts"
import type { Settings } from "../../settings/Settings.ts"
import { passedOver } from "../explain/passedOver.ts"
import { rehearse } from "../explain/rehearse.ts"
import { asTyped } from "../journeys/nameExport.ts"
import type { AskedModules, WantedModule } from "./AskedMirror.ts"

const nothing = { rows: 0, deleted: 0, missing: [], outdated: [] }

/** A place of copies that knows how far one of them is, and keeps nothing. */
const pretended = (checkpoints: ReadonlyArray<Checkpoint>): MirrorTarget => ({
  name: "nowhere",
  checkpoints: Effect.succeed(checkpoints),
  rows: () => Stream.empty,
  verify: Effect.succeed({ checkpoints, differences: [] }),
  open: Effect.succeed({
    checkpoints: Effect.succeed(checkpoints),
    stage: () =>
      Effect.succeed({
        add: () => Effect.void,
        apply: () => Effect.succeed(nothing),
        keepOnly: () => Effect.succeed(nothing),
        commit: () => Effect.void,
      }),
  }),
})

/** Stand for a module and a field whose names only a run can know. */
const [anyModule, anyField] = ["MODULE", "FIELD"]

/** The fields that Zoho would tell of: those that a copy has, else any. */
const fieldsOf = (checkpoint: Checkpoint | undefined) => ({
  fields: (checkpoint?.columns ?? [{ name: anyField, label: anyField, dataType: "text" }]).flatMap(
    ({ dataType, isGone = false, label, name }) =>
      isGone ? [] : [{ api_name: name, field_label: label, data_type: dataType }],
  ),
})

/** What a run asks of one module: what has changed since its copy, or all. */
const rehearseModule = Effect.fnUntraced(function* (
  wanted: CopiedModule,
  checkpoint: Checkpoint | undefined,
  options: MirrorOptions,
  settings: Settings,
) {
  const { module, where } = wanted
  const asked = { modules: [wanted], target: pretended(checkpoint === undefined ? [] : [checkpoint]) }
  const told = { getFields: fieldsOf(checkpoint) }
  const plans: Array<PlannedModule> = []
  yield* rehearse(
    Effect.map(planMirror(asked, options), (planned) => plans.push(...planned)),
    settings,
    [],
    told,
  )
  const since = plans[0]?.changesSince
  return [
    ...(yield* rehearse(runMirror(asked, options), settings, [], told)),
    // A rehearsal ends where rows would come.
    ...(where === undefined ? yield* rehearse(countRecords(module), settings) : []),
    ...(since === undefined ? [] : yield* rehearse(Stream.runDrain(getDeletedRecords(module, { since })), settings)),
  ]
})

/** What is known of a module before Zoho was asked. */
const asWanted = Effect.fnUntraced(function* ({ exclude, fields, module, where }: WantedModule, at: NowAndZone) {
  const named = yield* asTyped({ module, fields, where }, at)
  return {
    module: isApiName(module) ? module : anyModule,
    ...(fields === undefined ? {} : { fields }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(named.where === undefined ? {} : { where: named.where }),
  } satisfies CopiedModule
})

/** The requests that a mirror would send, one module after the other. */
export const rehearseMirror = Effect.fnUntraced(function* <R>(
  { all, except, exclude, wanted }: AskedModules,
  target: MirrorTarget<R>,
  options: MirrorOptions,
  settings: Settings,
  at: NowAndZone,
) {
  const unknown: ReadonlyArray<Checkpoint> = []
  const checkpoints = yield* Effect.catchTag(target.checkpoints, "StorageFailed", passedOver(unknown))
  yield* checkWhose(target.name, checkpoints, settings)
  const copied = checkpoints.filter(({ module }) => all && !except.includes(module))
  const everyModule = all && copied.length === 0 ? [{ module: anyModule }] : copied.map(({ module }) => ({ module }))
  const modules = yield* Effect.forEach([...everyModule, ...wanted], (each) => asWanted(each, at))
  const namesFields = ({ fields, module, where, exclude: left = [] }: CopiedModule): boolean =>
    fields !== undefined || where !== undefined || left.length > 0 || exclude.some((each) => each.module === module)
  const named = yield* Effect.forEach(modules.filter(namesFields), ({ module }) =>
    rehearse(getFields(module), settings),
  )
  const copying = yield* Effect.forEach(modules, (each) =>
    rehearseModule(
      each,
      checkpoints.find(({ module }) => module === each.module),
      options,
      settings,
    ),
  )
  return [...(yield* rehearse(getModules(), settings)), ...named.flat(), ...copying.flat()]
})

/** The requests that compare copies with Zoho. */
export const rehearseComparison = <R>(target: MirrorTarget<R>, settings: Settings) =>
  rehearse(compareWithZoho(target), settings)
