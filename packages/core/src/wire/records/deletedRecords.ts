import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Timestamp } from "../../domain/Timestamp.ts"
import type { DeletedRecord } from "../../domain/DeletedRecord.ts"
import { own } from "../../domain/own.ts"
import { idAt, isSent, known, nameAt, type Page, pageOf, type Read, type Sent, textAt } from "../read.ts"

const isTime = Schema.is(Timestamp)

const userAt = (sent: Sent, key: string) => {
  const user = own(sent, key)
  return isSent(user) ? known({ id: idAt(user, "id"), name: textAt(user, "name") }) : undefined
}

/** Without an id or a time a deletion cannot be applied to anything, so that it is not read over. */
const deletedRecord = (sent: Sent): Read<DeletedRecord> =>
  Result.gen(function* () {
    const id = yield* nameAt(sent, "id", idAt(sent, "id"))
    const time = textAt(sent, "deleted_time")
    if (!isTime(time)) {
      return yield* Result.fail({
        path: ["deleted_time"],
        expected: "an ISO 8601 date and time",
        ...(time === undefined ? {} : { found: time }),
      })
    }
    return {
      id,
      deletedTime: time,
      type: textAt(sent, "type") ?? "unknown",
      ...known({
        displayName: textAt(sent, "display_name"),
        deletedBy: userAt(sent, "deleted_by"),
        createdBy: userAt(sent, "created_by"),
      }),
    }
  })

/** A page of deleted records (v7 page on deleted records, its sample included). */
export const deletedRecordsPage: (json: unknown) => Read<Page<DeletedRecord>> = pageOf("data", deletedRecord)
