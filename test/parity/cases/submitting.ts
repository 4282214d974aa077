import type { Case } from "../Case.ts"
import { emulated, withToken } from "../zoho.ts"

const inStore = ["--store", "journeys.db"]

/** Journeys that a runner makes. */
export const submitting: ReadonlyArray<Case> = [
  {
    title:
      "`submit` writes journeys down, `journeys` lists them, `cancel` lets nobody make them, and `prune` forgets them",
    env: withToken,
    files: { "leads.csv": "Surname,Email,Memo\nPatel,p@zylker.example,x\n" },
    zoho: emulated(),
    steps: [
      { args: ["journeys", ...inStore], exitCode: 2 },
      {
        args: [
          ...["submit", "export", "Contacts", "--output", "contacts.csv", "--fields", "Email", "--drop-refused-fields"],
          ...["--where", "Created_Time > 2026-01-01", "--time-zone", "UTC", "--view", "4150868000000087501"],
          ...["--key", "contacts", "--organization", "zylker", ...inStore],
        ],
        exitCode: 0,
      },
      {
        args: ["submit", "export", "Contacts", "-o", "c.csv", "-w", "Email = 'a'", "--key", "contacts", ...inStore],
        exitCode: 2,
      },
      {
        args: ["submit", "export", "Contacts", "-o", "c.csv", "--every", "1h", "--view", "All Contacts", ...inStore],
        exitCode: 2,
      },
      { args: ["submit", "export", "Contacts", "-o", "c.csv", ...inStore, "--explain"], exitCode: 0 },
      {
        args: [
          ...["submit", "import", "leads.csv", "--module", "Leads", "--operation", "upsert", "--find-by", "Email"],
          ...["--map", "Surname=Last_Name", "--only", "Email", "--ignore-empty", "--results", "told.csv"],
          ...["--key", "leads", "--organization", "zylker", ...inStore, "--json"],
        ],
        exitCode: 0,
      },
      {
        args: [
          "submit",
          "import",
          "leads.csv",
          "-m",
          "Leads",
          "--operation",
          "insert",
          "--results",
          "leads.csv",
          ...inStore,
        ],
        exitCode: 2,
      },
      {
        args: [
          "submit",
          "mirror",
          "Leads",
          "--to",
          "copies",
          "--format",
          "ndjson",
          "--merge",
          "--every",
          "24h",
          ...inStore,
        ],
        exitCode: 2,
      },
      {
        args: [
          ...["submit", "mirror", "Leads", "--to", "copies", "-f", "ndjson", "--merge", "--exclude", "Leads.Email"],
          ...["--key", "copies", "--every", "24h", ...inStore],
        ],
        exitCode: 0,
      },
      {
        args: [
          "submit",
          "mirror",
          "Leads",
          "--to",
          "sqlite:crm.db",
          "--soft-delete",
          "--organization",
          "zylker",
          "--key",
          "crm",
          ...inStore,
        ],
        exitCode: 0,
      },
      { args: ["submit", "mirror", "--config", "nowhere.json", ...inStore], exitCode: 2 },
      {
        args: [
          "submit",
          "wait",
          "4150868000005376042",
          "--kind",
          "read",
          "--organization",
          "zylker",
          "--key",
          "job",
          ...inStore,
        ],
        exitCode: 0,
      },
      { args: ["resolve", "contacts", ...inStore], exitCode: 2 },
      { args: ["resolve", "contacts", "--no-job", ...inStore], exitCode: 2 },
      { args: ["resolve", "contacts", "--job", "4150868000005376042", ...inStore, "--explain"], exitCode: 0 },
      { args: ["cancel", "contacts", ...inStore], exitCode: 0 },
      { args: ["cancel", "leads", ...inStore], exitCode: 0 },
      { args: ["cancel", "copies", ...inStore, "--json"], exitCode: 0 },
      { args: ["cancel", "crm", ...inStore], exitCode: 0 },
      { args: ["cancel", "job", ...inStore], exitCode: 0 },
      { args: ["cancel", "nothing", ...inStore], exitCode: 2 },
      { args: ["journeys", ...inStore, "--watch", "--quiet"], exitCode: 0 },
      { args: ["journeys", ...inStore, "--json", "--select", "key,state,kind"], exitCode: 0 },
      { args: ["journeys", "--watch"], exitCode: 2 },
      { args: ["prune", ...inStore, "--older", "1d"], exitCode: 0 },
      { args: ["prune", ...inStore, "--older", "0s", "--json"], exitCode: 0 },
    ],
  },
  {
    title: "`runner` says that it runs, and ends by a signal",
    env: withToken,
    zoho: emulated(),
    steps: [
      { args: ["runner", ...inStore, "--listen", "0.0.0.0:9464"], exitCode: 2 },
      { args: ["runner", ...inStore, "--listen", "127.0.0.1:0", "--explain"], exitCode: 0 },
      {
        args: ["runner", ...inStore, "--name", "attic", "--max-active", "20", "--max-of-organization", "5", "--json"],
        stop: { when: "Running", signal: "SIGTERM" },
        exitCode: 143,
      },
    ],
  },
]
