import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import * as Conditions from "../domain/Condition.ts"
import { field } from "../domain/field.ts"
import { CopyIncomplete } from "../failure/MirrorFailure.ts"
import { countRecords } from "../metadata/countRecords.ts"
import { isReadable } from "../metadata/bulkRules.ts"
import { getFields } from "../metadata/getFields.ts"
import { getDeletedRecords } from "../records/getDeletedRecords.ts"
import type { JournalKeeper } from "../transfer/journal/Journal.ts"
import { entriesOfNow, finishedAt } from "../transfer/journal/JournalEntry.ts"
import { jobsIn } from "../transfer/journal/OrderState.ts"
import { CurrentProgress } from "../transfer/journey/Progress.ts"
import { allRecords } from "./allRecords.ts"
import type { Checkpoint, WholeReason } from "./Checkpoint.ts"
import type { CopyFailure } from "./CopyFailure.ts"
import { CurrentJournalIsOneRun } from "./CurrentJournalIsOneRun.ts"
import type { CopiedModule } from "./MirrorRequest.ts"
import type { MirrorSettings } from "./mirrorSettings.ts"
import type { Deletion, OpenCopy, Staged } from "./MirrorTarget.ts"
import type { ModuleCopied } from "./ModuleOutcome.ts"
import { modifiedTime, planCopy } from "./planCopy.ts"
import { readRows, type RowsRead } from "./readRows.ts"
import { organizationOfRun } from "./whoseCopies.ts"
import { isoOf } from "./zohoTime.ts"
import { millisOf } from "../domain/millisOf.ts"

/** How long Zoho surely remembers what was deleted: the recycle bin's 60 days (Zoho's page on deleted records). */
const deletionsRemembered = Duration.toMillis("60 days")

/** How often a module is read whole in one run before missing records are reported. */
const mostWholeReads = 2

/** The fields that show how recent a record is, the better one first. */
const ageFields = ["Created_Time", modifiedTime]

/** Zoho's times have whole seconds: what changed and was deleted in the same one is deleted. In milliseconds. */
const wholeSecond = 999

/** How many ids of missing records are reported. */
const mostTold = 20

/** How often left-out records are read again in one run, because they keep changing. */
const mostReadsAgain = 3

/** Zoho's times have whole seconds: an order of the next one is later than what changed in this one. */
const nextSecond = "1 second"

/** The records that are wanted, and that were changed since a moment, if there is one. */
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

/**
 * Checks whether the copy would have as many rows as Zoho counted. If Zoho's counts before and after differ, they prove
 * nothing.
 */
const isCounted = ({ counted, staged: { rows } }: Attempt): boolean =>
  counted !== undefined && rows === counted.before && rows === counted.after

/** What was read before a module is read again: what was missed, and how often it was read as a whole. */
interface Before {
  readonly missed: ReadonlySet<string>
  readonly wholeReads: number
}

/** Whether a copy was made of the jobs of a journal that is of one run alone; what the journal lacks then is the note of it. */
const isCopiedBy = Effect.fnUntraced(function* (keeper: JournalKeeper, { run }: Checkpoint) {
  if (!(yield* CurrentJournalIsOneRun)) return false
  const entries = yield* keeper.entries
  const ordered = new Set<string>(jobsIn(entries))
  const isCopied = run.jobs.some((id) => ordered.has(id))
  if (isCopied && finishedAt(entriesOfNow(entries)) === undefined) {
    yield* keeper.append({ step: "finished", at: yield* Clock.currentTimeMillis })
  }
  return isCopied
})

/**
 * Brings the copy of a module up to date: reads what has changed since the last run, or everything, removes what was
 * deleted, and commits it.
 *
 * If Zoho does not report a change or a deletion, its count differs from that of the copy: then the ids of all records,
 * and when they were changed, are compared. If records are missing or outdated in the copy although nothing shows that
 * they have changed, the whole module is read.
 */
export const copyModule = Effect.fnUntraced(function* (
  wanted: CopiedModule,
  copy: OpenCopy,
  keeper: JournalKeeper,
  settings: MirrorSettings,
): Effect.fn.Return<ModuleCopied, CopyFailure, ZohoConnection> {
  const { module, where } = wanted
  const checkpoints = yield* copy.checkpoints
  const checkpoint = checkpoints.find((each) => each.module === module)
  // Whoever was killed between the copy and the note of it comes back.
  if (checkpoint !== undefined && (yield* isCopiedBy(keeper, checkpoint))) {
    return { _tag: "copied", module, checkpoint, added: [], gone: [], toText: [], slept: false }
  }
  const fields = yield* getFields(module, { refresh: true })
  const now = yield* Clock.currentTimeMillis
  const plan = yield* Effect.fromResult(planCopy({ ...settings, wanted, fields, checkpoint, now }))
  const organization = organizationOfRun((yield* ZohoConnection).settings, checkpoints)
  const earlier = (millis: number): number => millis - Duration.toMillis(settings.overlap)
  const known = new Set(checkpoint?.columns.map(({ name }) => name))

  const hasModifiedTime = plan.fields.includes(modifiedTime)
  // Who came back before the order, and was changed since, is not young: what the copy lacks of it would not come.
  const ageField = ageFields.find((name) => fields.some((each) => each.apiName === name && isReadable(each)))

  const incomplete = (ids: ReadonlyArray<string>) =>
    new CopyIncomplete({ module, missing: ids.length, ids: ids.slice(0, mostTold) })

  const deletedSince = Effect.fnUntraced(function* (since: number | undefined) {
    if (since === undefined) return []
    const deleted = yield* Stream.runCollect(getDeletedRecords(module, { since: isoOf(since) }))
    return deleted.map(({ deletedTime, id }): Deletion => ({ id, at: millisOf(deletedTime) + wholeSecond }))
  })

  const attempt = Effect.fnUntraced(function* (
    reason: WholeReason | undefined,
  ): Effect.fn.Return<Attempt, CopyFailure, ZohoConnection | Scope.Scope> {
    const since = reason === undefined && checkpoint !== undefined ? earlier(millisOf(checkpoint.asOf)) : undefined
    // Who comes back while the module is read is in no list afterwards.
    const deletedBefore = yield* deletedSince(since)
    const before = where === undefined ? yield* countIfAllowed(module) : undefined
    const reading = { module, plan, isWhole: since === undefined }
    const isKnown = (name: string) => known.has(name)
    let read = yield* readRows({ ...reading, where: changedSince(where, since) }, copy, keeper, isKnown)
    // What changed between the jobs that share its fields was changed since the order.
    const mostAgain = hasModifiedTime ? mostReadsAgain : 0
    for (let again = 0; read.leftOut.size > 0 && again < mostAgain; again++) {
      const changed = changedSince(where, earlier(read.orderedAt))
      yield* read.finish
      yield* Effect.sleep(nextSecond)
      read = yield* readRows({ ...reading, where: changed }, copy, keeper, isKnown, read)
    }
    // Without a Modified_Time only records are left out that came or went meanwhile: whether they are there shows in counts and ids.
    if (read.leftOut.size > 0 && hasModifiedTime) {
      yield* read.finish
      return yield* incomplete([...read.leftOut])
    }
    const after = before === undefined ? undefined : yield* countIfAllowed(module)
    const staged = yield* read.staging.apply([...deletedBefore, ...(yield* deletedSince(since))])
    return { read, staged, counted: before === undefined || after === undefined ? undefined : { before, after } }
  })

  /** Reports which records did not come, or not as they are, though they were not changed since the order. */
  const missingFrom = Effect.fnUntraced(function* ({ read }: Attempt) {
    const since = { young: new Set<string>(), changed: new Set<string>() }
    const all = allRecords({ module, where, ageField, hasModifiedTime, since: read.orderedAt }, since)
    // A target may read it with what it was opened with, where nobody knows whose records these are.
    const told = Stream.provideService(all, CurrentProgress, yield* CurrentProgress)
    const { missing, outdated, ...staged } = yield* read.staging.keepOnly(told)
    return {
      staged,
      missing: [...missing.filter((id) => !since.young.has(id)), ...outdated.filter((id) => !since.changed.has(id))],
    }
  })

  // What comes is merged into the copy, and its proof is made anew: what somebody has changed in it would be proven from then on.
  const { isAsWritten = () => Effect.succeed(true) } = copy
  const whole: WholeReason | undefined = plan.whole ?? ((yield* isAsWritten(module)) ? undefined : "copyChanged")

  const slept = checkpoint !== undefined && whole === undefined && now - millisOf(checkpoint.asOf) > deletionsRemembered

  const bringUpToDate = (
    reason: WholeReason | undefined,
    { missed, wholeReads }: Before,
  ): Effect.Effect<ModuleCopied, CopyFailure, ZohoConnection> =>
    Effect.gen(function* () {
      const tried = yield* attempt(reason)
      const { counted, read } = tried
      const idsCompared = settings.compareIds === "always" || slept || !isCounted(tried)
      const { missing, staged } = idsCompared ? yield* missingFrom(tried) : { staged: tried.staged, missing: [] }
      const reads = wholeReads + (reason === undefined ? 0 : 1)
      // What only the last one of several readings has missed came meanwhile.
      const lost = reads < mostWholeReads ? missing : missing.filter((id) => missed.has(id))
      if (lost.length > 0) {
        // What was read is not to be taken for what is to be read.
        yield* read.finish
        if (reads < mostWholeReads) return { _tag: "again" as const, missed: new Set(missing), wholeReads: reads }
        return yield* incomplete(lost)
      }
      const asOf = isoOf(read.orderedAt)
      const wholeAt = reason === undefined && checkpoint !== undefined ? checkpoint.wholeAt : asOf
      const done: Checkpoint = {
        module,
        organization,
        ...(where === undefined ? {} : { where: where as never }),
        columns: read.columns,
        rows: staged.rows,
        asOf,
        wholeAt,
        ...(hasModifiedTime ? { refreshDue: isoOf(millisOf(wholeAt) + Duration.toMillis(settings.refreshEvery)) } : {}),
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
      const { added, toText } = plan
      const wereGone = new Set(checkpoint?.columns.flatMap(({ isGone, name }) => (isGone === true ? [name] : [])))
      const gone = read.columns.flatMap(({ isGone, name }) => (isGone === true && !wereGone.has(name) ? [name] : []))
      return { _tag: "copied" as const, module, checkpoint: done, added, gone, toText, slept }
    }).pipe(
      Effect.scoped,
      Effect.flatMap((result) =>
        result._tag === "again" ? bringUpToDate("recordsMissing", result) : Effect.succeed(result),
      ),
    )

  return yield* bringUpToDate(whole, { missed: new Set(), wholeReads: 0 })
})
