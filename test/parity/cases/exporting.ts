import type { Case } from "../Case.ts"
import { emulated, withToken } from "../zoho.ts"

/** Two pages: there are ten downloads a minute. */
const pages = { records: { Contacts: 250 }, recordsPerPage: 200 }

/** Exports, whole and broken off. */
export const exporting: ReadonlyArray<Case> = [
  {
    title: "`export` writes the rows of all pages, in every format",
    env: withToken,
    zoho: emulated(pages),
    steps: [
      { args: ["export", "Contacts", "--fields", "Last_Name,Email"], exitCode: 0 },
      { args: ["export", "Contacts", "--fields", "Email", "--format", "ndjson"], exitCode: 0 },
      { args: ["export", "Contacts", "--fields", "Email", "--format", "ndjson", "--no-metadata"], exitCode: 0 },
      { args: ["export", "Contacts", "--fields", "Email Opt Out,Owner", "--format", "ndjson"], exitCode: 0 },
      { args: ["export", "Contacts", "--max-credits", "20"], exitCode: 2 },
      {
        args: ["export", "Contacts", "--where", "Created_Time > 2022-01-01", "--time-zone", "Asia/Kolkata"],
        exitCode: 0,
      },
      { args: ["export", "Contacts", "--output", "contacts.csv", "--json", "--timeout", "1h"], exitCode: 0 },
      // One page: of several, one is read while the next is waited for.
      { args: ["export", "Leads", "--fields", "Email", "--output", "leads.ndjson", "--jsonl"], exitCode: 0 },
      { args: ["export", "Events", "--output", "events.ics"], exitCode: 0 },
      {
        args: ["export", "Leads", "-w", 'Last_Name != "A"', "-f", "csv", "-o", "few.csv", "-q", "--no-metadata"],
        exitCode: 0,
      },
      { args: ["export", "Leads", "--fields", "Email", "--limit", "3"], exitCode: 0 },
      { args: ["journeys", "--json"], exitCode: 0 },
      { args: ["journeys", "--unfinished", "--limit", "1"], exitCode: 0 },
      { args: ["resume", "-o", "more.csv", "--quiet"], exitCode: 2 },
      { args: ["download", "4150868000005376042", "--emulator", "-o", "job.csv", "-f", "csv"], exitCode: 0 },
      { args: ["import", "few.csv", "-m", "Leads", "--operation", "insert", "-f", "csv", "--explain"], exitCode: 0 },
      { args: ["mirror", "Leads", "--to", "copies", "-f", "ndjson", "--explain"], exitCode: 0 },
      { args: ["count", "Leads", "-w", 'Last_Name = "A"', "--explain"], exitCode: 0 },
      { args: ["organization", "-o", "mine.json", "--explain"], exitCode: 0 },
      { args: ["jobs", "--limit", "2", "--json"], exitCode: 0 },
    ],
  },
  {
    title: "`export` chooses records by a condition, by Zoho's criteria, and by a view",
    env: withToken,
    zoho: emulated(),
    steps: [
      { args: ["export", "Contacts", "--fields", "Last_Name", "--where", "Last_Name = Boyle"], exitCode: 0 },
      {
        args: [
          "export",
          "Contacts",
          "--where",
          '{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Boyle"}',
          "--fields",
          "Email",
        ],
        exitCode: 0,
      },
      { args: ["export", "Leads", "--fields", "Email", "--view", "4150868000000081303"], exitCode: 0 },
    ],
  },
  {
    title: "`export` plans and explains, and sends nothing",
    env: withToken,
    zoho: emulated(),
    steps: [
      { args: ["export", "Contacts", "--plan"], exitCode: 0 },
      { args: ["export", "Events", "--plan", "--json", "--format", "ics"], exitCode: 0 },
      { args: ["export", "Contacts", "--explain", "--where", "Email is not empty", "--view", "1"], exitCode: 0 },
      { args: ["export", "Contacts", "--json"], exitCode: 2 },
    ],
  },
  {
    title: "`export` stops at a field that is refused, or leaves it out",
    env: withToken,
    zoho: emulated(),
    steps: [
      { args: ["export", "Leads", "--fields", "Email,Record_Image"], exitCode: 2 },
      { args: ["export", "Leads", "--fields", "Email,Record_Image", "--drop-refused-fields"], exitCode: 0 },
    ],
  },
  {
    title: "`export` of the built-in emulator takes as many records as it is told to",
    steps: [
      {
        args: ["export", "Leads", "--emulator", "--records", "Leads=3", "--output", "leads.csv", "--json"],
        exitCode: 0,
      },
      { args: ["export", "Leads", "--emulator", "--safe-cells", "--output", "safe.csv", "--json"], exitCode: 0 },
      { args: ["export", "Leads", "--emulator", "--safe-cells", "--format", "ndjson"], exitCode: 2 },
      { args: ["export", "Leads", "--records", "Leads=3"], exitCode: 2 },
      { args: ["export", "Leads", "--emulator", "--records", "Leads"], exitCode: 2 },
    ],
  },
  {
    title: "`resume` goes on where an order's answer was lost: with the job that there is",
    env: withToken,
    zoho: emulated({ ...pages, faults: [{ does: "lost-reply", operation: "createReadJob", nth: 2 }] }),
    steps: [
      { args: ["export", "Contacts", "--output", "contacts.csv", "--json"], exitCode: 9 },
      { args: ["journeys"], exitCode: 0 },
      { args: ["resume"], exitCode: 9 },
      { args: ["resume", "--adopt", "4150868000009000001"], exitCode: 2 },
      { args: ["resume", "{journey}", "--adopt", "4150868000009000002", "--json"], exitCode: 0 },
      { args: ["resume", "{journey}"], exitCode: 2 },
      { args: ["journeys", "--select", "journeys"], exitCode: 0 },
    ],
  },
  {
    title: "`resume` goes on within what it may spend",
    env: withToken,
    zoho: emulated(pages),
    steps: [
      {
        args: ["export", "Contacts", "--fields", "Email", "--no-metadata", "--output", "c.csv", "--max-credits", "70"],
        exitCode: 2,
      },
      { args: ["resume", "--max-credits", "few"], exitCode: 2 },
      { args: ["resume", "--max-credits", "200"], exitCode: 0 },
    ],
  },
  {
    title: "`resume` sends an order again that has made no job, and `jobs` forgets what is over",
    env: withToken,
    zoho: emulated({ ...pages, faults: [{ does: "reset", operation: "createReadJob", nth: 1 }] }),
    steps: [
      { args: ["export", "Contacts", "--fields", "Email", "--output", "contacts.csv"], exitCode: 9 },
      { args: ["resume", "{journey}", "--explain"], exitCode: 0 },
      { args: ["resume", "--adopt", "1", "--send-again"], exitCode: 2 },
      { args: ["resume", "--send-again", "--output", "-", "--json"], exitCode: 2 },
      { args: ["resume", "--send-again", "--output", "other.csv"], exitCode: 0 },
      { args: ["journeys", "--forget", "nothing"], exitCode: 2 },
      { args: ["journeys", "--forget", "{journey}"], exitCode: 0 },
      { args: ["journeys", "--jsonl"], exitCode: 0 },
      { args: ["resume"], exitCode: 2 },
    ],
  },
  {
    title: "`export` that a signal ends says how to go on, and leaves no half of a file",
    env: withToken,
    zoho: emulated({ faults: [{ does: "job-never-ends" }] }),
    steps: [
      {
        args: ["export", "Leads", "--fields", "Email", "--output", "leads.csv"],
        stop: { when: "working on", signal: "SIGTERM" },
        exitCode: 143,
      },
      { args: ["resume"], stop: { when: "working on", signal: "SIGINT" }, exitCode: 130 },
      { args: ["resume", "--timeout", "1s", "--json"], exitCode: 7 },
      { args: ["journeys"], exitCode: 0 },
    ],
  },
]
