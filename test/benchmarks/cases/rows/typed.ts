/** Reads the rows of an archive as `resultRecords` does, as values of a schema. */
import { Values } from "@zoho-bulk/core"
import { Schema } from "effect"
import { archiveRows } from "../../../../packages/core/src/results/archiveRows.ts"
import { asRecords, decodeRecords } from "../../../../packages/core/src/results/records.ts"
import { comingIn, countOver, measureRows } from "../../measureRows.ts"

const jobId = "4150868000005376042"

const Contact = Schema.Struct({
  Id: Values.required(Values.Id),
  Last_Name: Schema.NonEmptyString,
  First_Name: Schema.String,
  Email: Schema.String,
  Phone: Schema.String,
  Mailing_City: Schema.String,
  Description: Schema.String,
  Annual_Revenue: Schema.String,
  Owner: Values.Id,
  Modified_Time: Values.DateTime,
})

const typed = decodeRecords(Contact, () => ({ jobId }))

await measureRows((archive) => countOver(typed(asRecords(archiveRows(jobId, comingIn(archive))))))
