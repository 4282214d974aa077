import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import * as Conditions from "../domain/Condition.ts"
import { field } from "../domain/field.ts"
import { CopyIncomplete } from "../failure/MirrorFailure.ts"
import { countRecords } from "../metadata/countRecords.ts"
import { getFields } from "../metadata/getFields.ts"
import { getDeletedRecords } from "../records/getDeletedRecords.ts"
import type { JournalKeeper } from "../transfer/journal/Journal.ts"
import { allIds } from "./allIds.ts"
import type { Checkpoint, WholeReason } from "./Checkpoint.ts"
import type { CopyFailure } from "./CopyFailure.ts"
import type { CopiedModule } from "./MirrorRequest.ts"
import type { MirrorSettings } from "./mirrorSettings.ts"
import type { OpenCopy, Staged } from "./MirrorTarget.ts"
import type { ModuleCopied } from "./ModuleOutcome.ts"
import { modifiedTime, planCopy } from "./planCopy.ts"
import { readRows, type RowsRead } from "./readRows.ts"
import { isoOf, millisOf } from "./zohoTime.ts"

/** How long Zoho surely remembers what was deleted: the recycle bin's 60 days (Zoho's page on deleted records). */
const deletionsRemembered = Duration.toMillis("60 days")

/** How often a module is read as a whole in one run, before it is told that records do not come. */
const mostWholeReads = 2

/** How often what was left out is read again in one run, since it goes on changing. */
const mostReadsAgain = 3

/** The records that are wanted, and that were changed since a moment, where there is one. */
const changedSince = (where: Conditions.Condition | undefined, since: number | undefined) => {
  const changed = since === undefined ? undefined : field.dateTime(modifiedTime).greaterEqual(isoOf(since))
  return where === undefined || changed === undefined ? (where ?? changed) : Conditions.all(where, changed)
}

/** How many records there are, or nothing where this token may not ask. */
const countIfAllowed = (module: string) =>
  countRecords(module).pipe(
    Effect.catchTags({
      ScopeMissing: () => Effect.undefined,
      PermissionDenied: () => Effect.undefined,
    }),
  )

/** What one reading of a module has staged, and what Zoho counted around it. */
interface Attempt {
  readonly read: RowsRead
  readonly staged: Staged
  readonly counted: Checkpoint["run"]["counted"]
}

/** Tells whether the copy would have as many rows as Zoho counted: it may have counted in the middle of changes. */
const isCounted = ({ counted, staged: { rows } }: Attempt): boolean =>
  counted !== undefined &&
  rows >= Math.min(counted.before, counted.after) &&
  rows <= Math.max(counted.before, counted.after)

/**
 * Brings the copy of a module up to date: reads what has changed since the last run, or all, takes away what is deleted, and puts it in place.
 *
 * What Zoho does not tell as changed or deleted shows when its count differs from that of the copy: then the ids of all records are compared. Records
 * that are missing though nothing says that they have changed make it read the module as a whole.
 */
export const copyModule = Effect.fnUntraced(function* (
  wanted: CopiedModule,
  copy: OpenCopy,
  keeper: JournalKeeper,
  settings: MirrorSettings,
): Effect.fn.Return<ModuleCopied, CopyFailure, ZohoConnection> {
  const { module, where } = wanted
  const checkpoint = (yield* copy.checkpoints).find((each) => each.module === module)
  const fields = yield* getFields(module, { refresh: true })
  const now = yield* Clock.currentTimeMillis
  const plan = yield* Effect.fromResult(planCopy({ ...settings, wanted, fields, checkpoint, now }))
  const earlier = (millis: number): number => millis - Duration.toMillis(settings.overlap)
  const known = new Set(checkpoint?.columns.map(({ name }) => name))

  const attempt = Effect.fnUntraced(function* (
    reason: WholeReason | undefined,
  ): Effect.fn.Return<Attempt, CopyFailure, ZohoConnection | Scope.Scope> {
    const since = reason === undefined && checkpoint !== undefined ? earlier(millisOf(checkpoint.asOf)) : undefined
    const before = where === undefined ? yield* countIfAllowed(module) : undefined
    const reading = { module, plan, isWhole: since === undefined }
    const isKnown = (name: string) => known.has(name)
    let read = yield* readRows({ ...reading, where: changedSince(where, since) }, copy, keeper, isKnown)
    // What changed between the jobs that share its fields was changed since the order.
    for (let again = 0; read.leftOut > 0 && again < mostReadsAgain && plan.fields.includes(modifiedTime); again++) {
      const changed = changedSince(where, earlier(read.orderedAt))
      read = yield* readRows({ ...reading, where: changed }, copy, keeper, isKnown, read)
    }
    if (read.leftOut > 0) return yield* new CopyIncomplete({ module, missing: read.leftOut, ids: [] })
    const after = before === undefined ? undefined : yield* countIfAllowed(module)
    const deletions =
      since !== undefined ? yield* Stream.runCollect(getDeletedRecords(module, { since: isoOf(since) })) : []
    const staged = yield* read.staging.apply(
      deletions.map(({ deletedTime, id }) => ({ id, at: millisOf(deletedTime) })),
    )
    return { read, staged, counted: before === undefined || after === undefined ? undefined : { before, after } }
  })

  /** Says which records do not come, though they were not changed since the order. */
  const missingFrom = Effect.fnUntraced(function* ({ read }: Attempt) {
    const young = new Set<string>()
    const hasModifiedTime = plan.fields.includes(modifiedTime)
    const ids = allIds({ module, where, hasModifiedTime, since: read.orderedAt }, young)
    const { missing, ...staged } = yield* read.staging.keepOnly(ids)
    return { staged, missing: missing.filter((id) => !young.has(id)) }
  })

  const slept =
    checkpoint !== undefined && plan.whole === undefined && now - millisOf(checkpoint.asOf) > deletionsRemembered

  const bringUpToDate = (
    reason: WholeReason | undefined,
    wholeReads: number,
  ): Effect.Effect<ModuleCopied, CopyFailure, ZohoConnection> =>
    Effect.gen(function* () {
      const tried = yield* attempt(reason)
      const { counted, read } = tried
      const idsCompared = settings.compareIds === "always" || slept || !isCounted(tried)
      const { missing, staged } = idsCompared ? yield* missingFrom(tried) : { staged: tried.staged, missing: [] }
      if (missing.length > 0) {
        const reads = wholeReads + (reason === undefined ? 0 : 1)
        if (reads < mostWholeReads) return { again: reads }
        return yield* new CopyIncomplete({ module, missing: missing.length, ids: missing.slice(0, 20) })
      }
      const asOf = isoOf(read.orderedAt)
      const done: Checkpoint = {
        module,
        ...(where === undefined ? {} : { where: where as never }),
        columns: read.columns,
        rows: staged.rows,
        asOf,
        wholeAt: reason === undefined && checkpoint !== undefined ? checkpoint.wholeAt : asOf,
        run: {
          endedAt: isoOf(yield* Clock.currentTimeMillis),
          ...(reason === undefined ? {} : { whole: reason }),
          ...(reason === undefined && checkpoint !== undefined
            ? { changesSince: isoOf(earlier(millisOf(checkpoint.asOf))) }
            : {}),
          jobs: read.jobs,
          changed: read.rows,
          deleted: staged.deleted,
          ...(counted === undefined ? {} : { counted }),
          idsCompared,
        },
      }
      yield* read.staging.commit(done)
      yield* read.finish
      const { added, gone, toText } = plan
      return { _tag: "copied" as const, module, checkpoint: done, added, gone, toText, slept }
    }).pipe(
      Effect.scoped,
      Effect.flatMap((result) =>
        "again" in result ? bringUpToDate("recordsMissing", result.again) : Effect.succeed(result),
      ),
    )

  return yield* bringUpToDate(plan.whole, 0)
})
