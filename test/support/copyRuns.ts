import type * as Mirror from "@zoho-bulk/core/Mirror"
import { Effect, Stream } from "effect"

/** A column of a copy. */
export const column = (name: string, dataType = "text", more: Partial<Mirror.CopyColumn> = {}): Mirror.CopyColumn => ({
  name,
  label: name,
  dataType,
  ...more,
})

export const leads = [
  column("id"),
  column("Last_Name"),
  column("Modified_Time", "datetime"),
  column("Age", "integer"),
] as const

/** An hour as Zoho spells it. */
const timeAt = (hour: number): string => `2026-11-26T${String(hour).padStart(2, "0")}:00:00+00:00`

/** A row of a lead that was changed at an hour. */
export const lead = (id: string, name: string, hour = 9, age = "7"): Mirror.Row => [id, name, timeAt(hour), age]

/** A record that Zoho has, and when it was changed. */
export const seen = (id: string, hour = 9): Mirror.RecordSeen => ({ id, modifiedTime: timeAt(hour) })

/** A deletion at an hour. */
export const deletion = (id: string, hour: number): Mirror.Deletion => ({ id, at: Date.UTC(2026, 10, 26, hour) })

export const checkpointOf = (rows: number, more: Partial<Mirror.Checkpoint> = {}): Mirror.Checkpoint => ({
  module: "Leads",
  columns: leads,
  rows,
  asOf: "2026-11-26T10:00:00Z",
  wholeAt: "2026-11-26T10:00:00Z",
  run: { endedAt: "2026-11-26T10:00:05Z", jobs: ["1"], changed: rows, deleted: 0, idsCompared: false },
  ...more,
})

/** One run into a copy. */
export interface OneRun {
  readonly rows: ReadonlyArray<Mirror.Row>
  readonly isWhole?: boolean
  readonly deletions?: ReadonlyArray<Mirror.Deletion>
  /** The ids of all records, where they are compared, and the hours at which some of them were changed. */
  readonly ids?: ReadonlyArray<string | readonly [id: string, hour: number]>
  readonly columns?: Mirror.StagePlan["columns"]
  readonly staged?: Mirror.StagePlan["staged"]
  readonly module?: string
}

/** Stages what a run brings, and says how the copy would be. */
export const stageRun = Effect.fnUntraced(function* (copy: Mirror.OpenCopy, run: OneRun) {
  const { columns = leads, deletions = [], ids, isWhole = true, module = "Leads" } = run
  const [id, ...others] = columns.map(({ name }) => name)
  const staging = yield* copy.stage({ module, columns, staged: run.staged ?? [id ?? "id", ...others], isWhole })
  const [first, ...more] = run.rows
  if (first !== undefined) yield* staging.add([first, ...more])
  const applied = yield* staging.apply(deletions)
  const [firstId, ...moreIds] = (ids ?? []).map((each) => (typeof each === "string" ? seen(each) : seen(...each)))
  const compared =
    ids === undefined
      ? undefined
      : yield* staging.keepOnly(firstId === undefined ? Stream.empty : Stream.make([firstId, ...moreIds] as const))
  const { deleted, rows } = compared ?? applied
  const checkpoint = checkpointOf(rows, { module, columns })
  return {
    found: {
      rows,
      deleted,
      ...(compared === undefined
        ? {}
        : { missing: compared.missing.toSorted(), outdated: compared.outdated.toSorted() }),
    },
    commit: staging.commit(checkpoint),
  }
})

/** Stages rows as a first copy with the columns of a checkpoint. */
export const stageRows = Effect.fnUntraced(function* (
  copy: Mirror.OpenCopy,
  { columns, module }: Mirror.Checkpoint,
  rows: ReadonlyArray<Mirror.Row>,
) {
  const [id = column("id"), ...others] = columns
  const [name, ...names] = [id.name, ...others.map((each) => each.name)] as const
  const staging = yield* copy.stage({ module, columns: [id, ...others], staged: [name, ...names], isWhole: true })
  const [first, ...more] = rows
  if (first !== undefined) yield* staging.add([first, ...more])
  yield* staging.apply([])
  return staging
})

/** Does one run into a target, and says how the copy is then. */
export const runInto = <R>(target: Mirror.MirrorTarget<R>, run: OneRun) =>
  Effect.gen(function* () {
    const copy = yield* target.open
    const { commit, found } = yield* stageRun(copy, run)
    yield* commit
    return found
  }).pipe(Effect.scoped)
