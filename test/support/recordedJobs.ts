import { ReadJob, WriteJob } from "@zoho-bulk/core"
import { readJobBody, writeJobBody } from "@zoho-bulk/core/wire"
import { recorded } from "./recordings.ts"

const patriciaBoyle = { id: "4150868000000225013", name: "Patricia Boyle" }

const mapping = (apiName: string, index: number, format: string | null = null) => ({
  apiName,
  index,
  format,
  findBy: null,
  module: null,
  defaultValue: null,
})

const contacts = recorded("/crm/bulk/v2/read/4150868000005376042").response.body

const contactsJob = {
  kind: "read",
  id: "4150868000005376042",
  state: "completed",
  stateAsSent: "COMPLETED",
  operation: "read",
  createdTime: "2021-05-12T17:25:29+05:30",
  createdBy: patriciaBoyle,
  fileType: "csv",
  query: {
    module: { sentAs: "name", apiName: "Contacts" },
    fields: [
      "Last_Name",
      "Owner",
      "Owner.last_name",
      "Account_Name.Account_Name",
      "Account_Name.Phone",
      "Lead_Source",
      "Created_Time",
    ],
    criteria: {
      group: [
        { apiName: "Lead_Source", comparator: "equal", value: "Advertisement" },
        { apiName: "Owner.last_name", comparator: "equal", value: "Boyle" },
        { apiName: "Account_Name.Phone", comparator: "contains", value: "5" },
      ],
      groupOperator: "or",
    },
    page: 1,
  },
  result: {
    page: 1,
    perPage: 200000,
    count: 96,
    downloadUrl: "/crm/bulk/v2/read/4150868000005376042/result",
    moreRecords: false,
  },
  unexpected: [],
  raw: contacts,
}

const running = recorded("/crm/bulk/v2/write/4150868000005392002").response.body

const runningJob = {
  kind: "write",
  id: "4150868000005392002",
  state: "in-progress",
  stateAsSent: "INPROGRESS",
  operation: "insert",
  createdTime: "2021-05-13T11:00:58+05:30",
  createdBy: patriciaBoyle,
  callback: { url: "https://www.zoho.com/in/crm/", method: "post" },
  ignoreEmpty: true,
  resource: [
    {
      state: "in-progress",
      stateAsSent: "INPROGRESS",
      type: "data",
      module: { sentAs: "name", apiName: "Leads" },
      code: "INPROGRESS",
      fieldMappings: [
        mapping("Owner", 1),
        mapping("Date_3", 2, "yyyy/MM/dd"),
        mapping("Last_Name", 0),
        mapping("Layout", 4),
        mapping("Mobile", 3),
      ],
    },
  ],
  unexpected: [],
  raw: running,
}

const completed = recorded("/crm/bulk/v2.1/write/4150868000005350003").response.body

const completedJob = {
  kind: "write",
  id: "4150868000005350003",
  state: "completed",
  stateAsSent: "COMPLETED",
  operation: "insert",
  createdTime: "2021-05-11T12:38:29+05:30",
  createdBy: patriciaBoyle,
  callback: { url: "https://www.zoho.com/", method: "post" },
  ignoreEmpty: true,
  characterEncoding: "UTF-8",
  resource: [
    {
      state: "completed",
      stateAsSent: "COMPLETED",
      type: "data",
      module: { sentAs: "object", id: "4150868000000002175", apiName: "Leads" },
      code: "COMPLETED",
      fieldMappings: [mapping("Owner", 2), mapping("Last_Name", 0), mapping("Mobile", 1)],
      file: {
        state: "completed",
        stateAsSent: "COMPLETED",
        name: "Fil2.csv",
        addedCount: 9,
        skippedCount: 2,
        updatedCount: 0,
        totalCount: 11,
      },
    },
  ],
  result: {
    downloadUrl:
      "https://download-accl.zoho.com/v2/crm/694902309/bulk-write/4150868000005350003/4150868000005350003.zip",
  },
  unexpected: [],
  raw: completed,
}

/** The recorded jobs: as they were sent, and every field as it should be read. */
export const recordedJobs = [
  { body: contacts, codec: readJobBody, domain: ReadJob, job: contactsJob, name: "v2's read job" },
  { body: running, codec: writeJobBody, domain: WriteJob, job: runningJob, name: "v2's running write job" },
  { body: completed, codec: writeJobBody, domain: WriteJob, job: completedJob, name: "v2.1's completed write job" },
] as const
