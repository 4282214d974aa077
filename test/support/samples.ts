import type { Schema } from "effect"

/** The ids of the two small jobs. A scripted wire answers with that of the job that was asked for in their place. */
export const sampleIds = { read: "4150868000004717004", write: "4150868000005350003" } as const

type JsonObject = { readonly [key: string]: Schema.Json }

const createdBy = { id: "4150868000000225013", name: "Patricia Boyle" }

/** A small read job with everything that it must have, in the form of v2.1 and later. */
export const readJob = (changes: JsonObject = {}): JsonObject => ({
  id: sampleIds.read,
  operation: "read",
  state: "QUEUED",
  query: { module: { id: "4150868000000002179", api_name: "Contacts" }, page: 1 },
  created_by: createdBy,
  created_time: "2021-02-22T18:21:17+05:30",
  file_type: "csv",
  ...changes,
})

/** The answer that holds it. */
export const readBody = (changes: JsonObject = {}): JsonObject => ({ data: [readJob(changes)] })

/** A small write job with everything that it must have, and the answer that holds it. */
export const writeBody = (changes: JsonObject = {}): JsonObject => ({
  status: "ADDED",
  resource: [
    {
      status: "INPROGRESS",
      type: "data",
      module: { api_name: "Leads", id: "4150868000000002175" },
      code: "ADDED",
      file: { status: "INPROGRESS" },
    },
  ],
  id: sampleIds.write,
  created_by: createdBy,
  operation: "insert",
  created_time: "2021-05-11T12:38:29+05:30",
  ...changes,
})

/** An object without one of its keys. */
export const without = (body: JsonObject, key: string): Schema.Json =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== key))

/** The answer to an order for a read job. */
export const createdReadBody = (id: string): JsonObject => ({
  data: [{ status: "success", code: "ADDED_SUCCESSFULLY", message: "Added successfully.", details: { id } }],
})
