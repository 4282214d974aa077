import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import { createdBy } from "../organization/users.ts"

/**
 * A job whose details never change.
 *
 * **Example** (The ids of the write jobs)
 *
 * ```ts
 * import { type FrozenJob, frozenJobs } from "@zoho-bulk/core/emulator"
 *
 * const isWrite = ({ kind }: FrozenJob): boolean => kind === "write"
 *
 * export const ids = frozenJobs.filter(isWrite).map(({ id }) => id)
 * ```
 *
 * @category testing
 */
export interface FrozenJob {
  /** Whether it reads or writes. */
  readonly kind: JobKind
  /** The id of the job. */
  readonly id: string
  /** Zoho's answer of May 2021, key by key; other versions get the same facts in their own spelling. */
  readonly body: Schema.Json
}

const mapping = (apiName: string, index: number, format: string | null = null): Schema.Json => ({
  api_name: apiName,
  index,
  format,
  find_by: null,
  module: null,
  default_value: null,
})

/** A read job of v2, completed. */
const contactsRead: FrozenJob = {
  kind: "read",
  id: "4150868000005376042",
  body: {
    data: [
      {
        id: "4150868000005376042",
        operation: "read",
        state: "COMPLETED",
        result: {
          page: 1,
          per_page: 200000,
          count: 96,
          download_url: "/crm/bulk/v2/read/4150868000005376042/result",
          more_records: false,
        },
        query: {
          fields: [
            "Last_Name",
            "Owner",
            "Owner.last_name",
            "Account_Name.Account_Name",
            "Account_Name.Phone",
            "Lead_Source",
            "Created_Time",
          ],
          module: "Contacts",
          criteria: {
            group: [
              { api_name: "Lead_Source", comparator: "equal", value: "Advertisement" },
              { api_name: "Owner.last_name", comparator: "equal", value: "Boyle" },
              { api_name: "Account_Name.Phone", comparator: "contains", value: "5" },
            ],
            group_operator: "or",
          },
          page: 1,
        },
        created_by: createdBy,
        created_time: "2021-05-12T17:25:29+05:30",
        file_type: "csv",
      },
    ],
  },
}

/** A write job of v2, still running. */
const leadsWriteRunning: FrozenJob = {
  kind: "write",
  id: "4150868000005392002",
  body: {
    status: "INPROGRESS",
    resource: [
      {
        status: "INPROGRESS",
        type: "data",
        module: "Leads",
        field_mappings: [
          mapping("Owner", 1),
          mapping("Date_3", 2, "yyyy/MM/dd"),
          mapping("Last_Name", 0),
          mapping("Layout", 4),
          mapping("Mobile", 3),
        ],
        code: "INPROGRESS",
      },
    ],
    id: "4150868000005392002",
    callback: { url: "https://www.zoho.com/in/crm/", method: "post" },
    created_by: createdBy,
    ignore_empty: true,
    operation: "insert",
    created_time: "2021-05-13T11:00:58+05:30",
  },
}

/** A write job of v2.1, completed with two of eleven rows skipped. */
const leadsWriteCompleted: FrozenJob = {
  kind: "write",
  id: "4150868000005350003",
  body: {
    status: "COMPLETED",
    character_encoding: "UTF-8",
    resource: [
      {
        status: "COMPLETED",
        type: "data",
        module: { id: "4150868000000002175", api_name: "Leads" },
        field_mappings: [mapping("Owner", 2), mapping("Last_Name", 0), mapping("Mobile", 1)],
        file: {
          status: "COMPLETED",
          name: "Fil2.csv",
          added_count: 9,
          skipped_count: 2,
          updated_count: 0,
          total_count: 11,
        },
        code: "COMPLETED",
      },
    ],
    id: "4150868000005350003",
    callback: { url: "https://www.zoho.com/", method: "post" },
    result: {
      download_url:
        "https://download-accl.zoho.com/v2/crm/694902309/bulk-write/4150868000005350003/4150868000005350003.zip",
    },
    created_by: createdBy,
    ignore_empty: true,
    operation: "insert",
    created_time: "2021-05-11T12:38:29+05:30",
  },
}

/** The version in which a job was recorded. */
export const recordedAt = (id: string): ApiVersion => (id === leadsWriteCompleted.id ? "v2.1" : "v2")

/**
 * The three recorded jobs that every emulator has: a completed read job, a completed write job, and a write job that
 * runs for ever.
 *
 * **Example** (A job that is still running)
 *
 * ```ts
 * import { frozenJobs } from "@zoho-bulk/core/emulator"
 *
 * export const running = frozenJobs.find(({ body }) => JSON.stringify(body).includes("INPROGRESS"))?.id
 * ```
 *
 * @category testing
 */
export const frozenJobs: ReadonlyArray<FrozenJob> = [contactsRead, leadsWriteRunning, leadsWriteCompleted]
