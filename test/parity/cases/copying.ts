import type { Case } from "../Case.ts"
import { emulated, withToken } from "../zoho.ts"

const few = { records: { Leads: 12, Deals: 3 } }

/** Copies that stay true. */
export const copying: ReadonlyArray<Case> = [
  {
    title: "`mirror` copies modules and goes on with what has changed, and `verify` finds them as they were written",
    env: withToken,
    zoho: emulated(few),
    steps: [
      { args: ["mirror", "Leads", "--to", "copies", "--plan"], exitCode: 0 },
      { args: ["mirror", "Leads", "--to", "copies", "--explain"], exitCode: 0 },
      // What a database is in bytes is up to each runtime's SQLite.
      { args: ["mirror", "Leads", "--to", "sqlite:crm.db", "--soft-delete", "--plan"], exitCode: 0 },
      { args: ["mirror", "Leads", "--to", "copies", "--exclude", "Leads.Description"], exitCode: 0 },
      {
        args: ["mirror", "Leads", "--to", "copies", "--overlap", "1h", "--text-columns", "--wait", "--json"],
        exitCode: 0,
      },
      { args: ["mirror", "Leads", "--to", "copies", "--compare-ids", "always", "--max-credits", "500"], exitCode: 0 },
      { args: ["mirror", "status", "copies", "--json", "--select", "module,rows,run"], exitCode: 0 },
      { args: ["mirror", "status", "copies", "--explain"], exitCode: 0 },
      { args: ["verify", "copies"], exitCode: 0 },
      { args: ["verify", "copies", "--against-zoho", "--json"], exitCode: 0 },
      { args: ["verify", "elsewhere"], exitCode: 2 },
    ],
  },
  {
    title: "`mirror` copies all modules but some, merges, and reads them whole",
    env: withToken,
    zoho: emulated(few),
    steps: [
      {
        args: [
          "mirror",
          "--all",
          "--except",
          "Accounts,Contacts,Deals,Events,Tasks,Calls,Notes,Attachments",
          "--to",
          "all",
          "--format",
          "ndjson",
        ],
        exitCode: 0,
      },
      { args: ["mirror", "Leads", "--to", "merged", "--merge", "--whole", "--refresh-every", "1d"], exitCode: 0 },
      { args: ["mirror", "Leads", "Notes", "--to", "merged", "--merge", "--json"], exitCode: 8 },
      { args: ["mirror", "Notes", "--to", "merged"], exitCode: 2 },
    ],
  },
  {
    title: "`mirror` takes what a file says, and `export --since` what has changed since the last time",
    env: withToken,
    files: {
      "nightly.json":
        '{"name": "nightly", "target": "copies", "modules": [{"module": "Deals", "where": "Amount > 10"}]}',
      "wrong.json": '{"modules": [{"modul": "Deals"}]}',
    },
    zoho: emulated(few),
    steps: [
      { args: ["mirror", "--config", "nightly.json"], exitCode: 0 },
      { args: ["mirror", "--config", "wrong.json", "--to", "copies"], exitCode: 2 },
      { args: ["mirror", "--config", "nowhere.json"], exitCode: 2 },
      { args: ["export", "Leads", "--fields", "Email", "--since", "last", "--output", "leads.csv"], exitCode: 0 },
      { args: ["export", "Leads", "--fields", "Email", "--since", "2 days ago", "--output", "leads.csv"], exitCode: 0 },
      { args: ["export", "Leads", "--since", "lately"], exitCode: 2 },
    ],
  },
  {
    title: "`mirror` that a signal ends says what became of the copies",
    env: withToken,
    zoho: emulated({ ...few, faults: [{ does: "job-never-ends" }] }),
    steps: [
      {
        args: ["mirror", "Leads", "--to", "copies"],
        stop: { when: "working on", signal: "SIGINT" },
        exitCode: 130,
      },
      { args: ["mirror", "status", "copies"], exitCode: 2 },
    ],
  },
]
