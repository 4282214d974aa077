import * as Command from "effect/cli/Command"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { CopiedModule } from "../../mirror/MirrorRequest.ts"
import { accessToSubmit } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { checkRepeats } from "../flags/checkRepeats.ts"
import { checkNotStore } from "../store/checkNotStore.ts"
import { nameForRunner } from "../flags/nameForRunner.ts"
import { organizationFor } from "../store/organizationFor.ts"
import { root } from "../flags/root.ts"
import { type SubmitFlags, submitFlags } from "../flags/submitFlags.ts"
import { timeZoneOfRun } from "../flags/timeZoneFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { asTyped } from "../journeys/nameExport.ts"
import { type AskedMirror, askedMirror, type AskedModules, type WantedModule } from "../mirror/AskedMirror.ts"
import { mirrorFlags } from "../mirror/mirrorFlags.ts"
import { targetNamed } from "../mirror/targetNamed.ts"

const copiedModule = Effect.fnUntraced(function* (
  { exclude = [], fields, module, where }: WantedModule,
  left: AskedModules["exclude"],
  every: SubmitFlags["every"],
) {
  const timeZone = yield* timeZoneOfRun(undefined)
  const named = yield* checkRepeats(every, yield* DateTime.now, (now) =>
    asTyped({ module, fields, where }, { now, timeZone }),
  )
  const without = [...exclude, ...left.flatMap((each) => (each.module === module ? [each.field] : []))]
  return {
    module,
    ...(named.fields === undefined ? {} : { fields: named.fields }),
    ...(without.length === 0 ? {} : { exclude: without }),
    ...(named.where === undefined ? {} : { where: named.where }),
  } satisfies CopiedModule
})

const sqlite = "sqlite:"

/** Where the copies are, by a name that a runner in another folder understands. */
const placeOf = Effect.fnUntraced(function* (
  submit: SubmitFlags,
  { inFile, options: { format, merge, softDelete }, target }: AskedMirror,
  said: string,
) {
  yield* targetNamed(target, { format, merge, softDelete }, inFile)
  yield* checkNotStore(submit, target.startsWith(sqlite) ? target.slice(sqlite.length) : target, said)
  if (!target.startsWith(sqlite)) {
    const options = { ...(format === undefined ? {} : { format }), ...(merge === true ? { merge } : {}) }
    return { _tag: "folder" as const, folder: yield* nameForRunner(submit, target), ...options }
  }
  const file = yield* nameForRunner(submit, target.slice(sqlite.length))
  return { _tag: "sqlite" as const, file, ...(softDelete === true ? { softDelete } : {}) }
})

const { config, exclude, format, merge, modules, softDelete, to } = mirrorFlags

/** `zoho-bulk submit mirror <module>... --to <target>`: a runner brings copies up to date. */
export const submitMirror = Command.make(
  "mirror",
  { modules, to, exclude, config, format, merge, softDelete, ...submitFlags },
  Effect.fnUntraced(function* ({ database, every, insecureDatabase, key, organization, shared, store, ...flags }) {
    const submit = yield* organizationFor({ database, every, insecureDatabase, key, organization, shared, store })
    const asked = yield* askedMirror({ ...flags, all: false, except: [] })
    const said = flags.to === undefined ? `The target ${asked.target} of --config ${flags.config}` : `--to ${flags.to}`
    const target = yield* placeOf(submit, asked, said)
    const copied = yield* Effect.forEach(asked.modules.wanted, (each) =>
      copiedModule(each, asked.modules.exclude, every),
    )
    if ((yield* root).explain) {
      const reads = flags.config === undefined ? [] : [flags.config]
      return yield* presentRequests([], { access: yield* accessToSubmit(submit, reads) })
    }
    const about = asked.name ?? copied.map(({ module }) => module).join("-")
    const { submitted } = yield* Effect.promise(() => import("../store/submitted.ts"))
    yield* submitted(submit, { kind: "mirror", modules: copied, target }, about)
  }),
).pipe(
  withLesson({
    does: "Has a runner bring copies of modules up to date: once, or repeatedly.",
    credits: "none; the runner spends those of a mirror",
  }),
  Command.withExamples([
    {
      command: "zoho-bulk submit mirror Leads Deals --to ./copies --store journeys.db --key copies --every 24h",
      description: "Two modules, once a day",
    },
    {
      command: "zoho-bulk submit mirror Leads --to sqlite:crm.db --store journeys.db --organization zylker",
      description: "For the organisation of another sign-in",
    },
  ]),
)
