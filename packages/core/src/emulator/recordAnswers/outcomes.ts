import type * as Schema from "effect/Schema"
import { serviceSuccess } from "../answers/emitters.ts"

/** What became of a record, as an item of an answer has it (v7 page on deleting records, v8 page on restoring them). */
export const outcomeItem = (id: string, message: string | undefined): Schema.Json =>
  message === undefined
    ? { status: "error", code: "INVALID_DATA", message: "the id given seems to be invalid", details: { id } }
    : { status: "success", code: "SUCCESS", message, details: { id } }

/** Answers with what became of each record: 207 where they differ, 400 where all were refused. */
export const answerOutcomes = (key: "data" | "recycle_bin", ids: ReadonlyArray<string>, done: ReadonlySet<string>) => {
  const message = key === "data" ? "record deleted" : "record restored"
  const items = ids.map((id) => outcomeItem(id, done.has(id) ? message : undefined))
  return serviceSuccess({ [key]: items }, done.size === 0 ? 400 : ids.every((id) => done.has(id)) ? 200 : 207)
}
