import { amount } from "../domain/amount.ts"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Stream from "effect/Stream"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { TargetFailure } from "../failure/MirrorFailure.ts"
import { countRecords } from "../metadata/countRecords.ts"
import { getRecordsById } from "../records/getRecordsById.ts"
import type { RecordsFailure } from "../records/RecordsFailure.ts"
import type { Row } from "../results/Rows.ts"
import type { Checkpoint } from "./Checkpoint.ts"
import type { CopyProof } from "./CopyProof.ts"
import type { MirrorTarget } from "./MirrorTarget.ts"
import { modifiedTime } from "./planCopy.ts"
import { checkWhose } from "./whoseCopies.ts"
import { millisOf } from "../domain/millisOf.ts"

/** How many records of each module are checked. */
const sampleSize = 50

/** Draws some rows of a copy, each as likely as any other. */
const sampleOf = Effect.fnUntraced(function* <E, R>(rows: Stream.Stream<Row, E, R>) {
  const sample: Array<Row> = []
  let seen = 0
  const draw = Effect.fnUntraced(function* (row: Row) {
    seen++
    if (sample.length < sampleSize) return void sample.push(row)
    const at = yield* Random.nextIntBetween(0, seen)
    if (at < sampleSize) sample[at] = row
  })
  yield* Stream.runForEach(rows, draw)
  return sample
})

const compareCount = Effect.fnUntraced(function* ({ module, rows, where }: Checkpoint) {
  // By a condition, Zoho's search counts, which may be some minutes behind.
  if (where !== undefined) return { counted: undefined, differences: [] }
  const counted = yield* countRecords(module)
  const differs = `${module} has ${amount(rows, "row")}, but Zoho counts ${amount(counted, "record")}`
  return { counted, differences: counted === rows ? [] : [differs] }
})

const noSample = { compared: 0, changedSince: 0, differences: [] }

const compareSample = Effect.fnUntraced(function* <R>(checkpoint: Checkpoint, target: MirrorTarget<R>) {
  const { asOf, columns, module } = checkpoint
  const at = columns.findIndex(({ name }) => name === modifiedTime)
  if (at === -1) return noSample
  const sample = yield* sampleOf(target.rows(module))
  if (sample.length === 0) return noSample
  const ids = sample.map(([id = ""]) => id)
  const found = yield* Stream.runCollect(getRecordsById(module, ids, { fields: [modifiedTime] }))
  const timeOf = new Map(found.map(({ id, values }) => [id, millisOf(String(values[modifiedTime] ?? ""))]))
  let changedSince = 0
  const differences = sample.flatMap((row) => {
    const [id = ""] = row
    const time = timeOf.get(id)
    if (time === undefined) return [`${module} ${id} is in the copy, but not at Zoho`]
    if (time === millisOf(row[at] ?? "")) return []
    if (time < millisOf(asOf)) return [`${module} ${id} has a different time in the copy and at Zoho`]
    // What has changed since is for the next run.
    changedSince++
    return []
  })
  return { compared: sample.length, changedSince, differences }
})

/**
 * Compares copies with Zoho's current state: how many records there are, and whether 50 of each module, drawn at
 * random, have the same `Modified_Time`. No other values are compared. Changes in Zoho since the last run also show in
 * the counts: run the mirror first. Costs two credits per module.
 *
 * **Example** (Whether a copy matches Zoho)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const target = Mirror.folder("/var/lib/zoho/copies")
 *
 * export const isTrue = () =>
 *   Effect.map(Mirror.compareWithZoho(target), ({ differences }) => differences.length === 0)
 * ```
 *
 * @category operations
 */
export const compareWithZoho = Effect.fnUntraced(function* <R>(
  target: MirrorTarget<R>,
): Effect.fn.Return<CopyProof, TargetFailure | RecordsFailure, ZohoConnection | R> {
  const checkpoints = yield* target.checkpoints
  yield* checkWhose(target.name, checkpoints, (yield* ZohoConnection).settings)
  const found = yield* Effect.forEach(checkpoints, (checkpoint) =>
    Effect.all({
      module: Effect.succeed(checkpoint.module),
      count: compareCount(checkpoint),
      sample: compareSample(checkpoint, target),
    }),
  )
  return {
    checkpoints,
    differences: found.flatMap(({ count, sample }) => [...count.differences, ...sample.differences]),
    withZoho: found.map(({ count: { counted }, module, sample: { changedSince, compared } }) => ({
      module,
      ...(counted === undefined ? {} : { counted }),
      compared,
      changedSince,
    })),
  }
})
