import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { own } from "../../domain/own.ts"
import type { RecordOutcome } from "../../domain/RecordOutcome.ts"
import { idAt, isSent, known, objectAt, type Read, type Sent, textAt } from "../read.ts"

const outcomeOf = (id: string, item: Sent): RecordOutcome => {
  const code = textAt(item, "code") ?? "no code"
  return {
    id,
    isDone: textAt(item, "status") === "success",
    code,
    ...(code === "SCHEDULED" ? { isScheduled: true } : {}),
    ...known({ message: textAt(item, "message"), details: own(item, "details") as Schema.Json | undefined }),
  }
}

/** The list of outcomes in an answer: a deletion has it as `data`, a restoration as `recycle_bin`. */
const itemsIn = (json: unknown): ReadonlyArray<unknown> => {
  if (!isSent(json)) return []
  const list = own(json, "recycle_bin") ?? own(json, "data")
  return Array.isArray(list) ? list : []
}

/**
 * Reads the outcome of each of some records: `[{"code", "details": {"id"}, "message", "status"}]`, with HTTP 200, 207
 * or 400 (v7 page on deleting records, v8 page on restoring them). An item without an id (`NOT_APPROVED` has none) is
 * about the record at its position, if there is an item for each; a single one may be about the whole call, and is not
 * read like this.
 */
export const recordOutcomes = (json: unknown, ids: ReadonlyArray<string>): Read<ReadonlyArray<RecordOutcome>> => {
  const items = itemsIn(json)
  const byId = new Map<string, Sent>()
  const isOneEach = items.length === ids.length && ids.length > 1
  for (const [at, item] of items.entries()) {
    if (!isSent(item)) continue
    const id = idAt(objectAt(item, "details"), "id") ?? (isOneEach ? ids[at] : undefined)
    if (id !== undefined) byId.set(id, item)
  }
  const outcomes: Array<RecordOutcome> = []
  for (const id of ids) {
    const item = byId.get(id)
    if (item === undefined) return Result.fail({ path: [], expected: `an outcome of record ${id}`, found: json })
    outcomes.push(outcomeOf(id, item))
  }
  return Result.succeed(outcomes)
}
