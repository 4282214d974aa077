import type { Case } from "../Case.ts"
import { emulated, withToken } from "../zoho.ts"

const contacts = "4150868000005376042"
const leads = "4150868000005350003"
const running = "4150868000005392002"

/** Looking at jobs, waiting for them, and fetching what they gave. */
export const looking: ReadonlyArray<Case> = [
  {
    title: "`get` shows a job as a table, as a document, on a line, and in part",
    steps: [
      { args: ["get", leads, "--emulator", "--json"], exitCode: 0 },
      { args: ["get", contacts, "--emulator"], exitCode: 0 },
      { args: ["get", running, "--emulator", "--jsonl"], exitCode: 0 },
      { args: ["get", running, "--emulator", "--select", "state,kind"], exitCode: 0 },
    ],
  },
  {
    title: "`get` refuses what is no job, or none of that kind",
    steps: [
      { args: ["get", "1", "--emulator", "--json"], exitCode: 4 },
      { args: ["get", leads, "--emulator", "--kind", "read"], exitCode: 4 },
      { args: ["get", "x"], exitCode: 2 },
      { args: ["get", contacts, "--emulator", "--select", "nothing"], exitCode: 2 },
    ],
  },
  {
    title: "`wait` waits for several, and ends with the worst",
    steps: [
      { args: ["wait", leads, "--emulator", "--json"], exitCode: 8 },
      { args: ["wait", contacts, "--emulator", "--kind", "read", "--jsonl"], exitCode: 0 },
      { args: ["wait", contacts, leads, "--emulator", "--select", "jobs"], exitCode: 8 },
      { args: ["wait", running, "--emulator", "--timeout", "0s"], exitCode: 7 },
      { args: ["wait", contacts, "1", "--emulator"], exitCode: 4 },
    ],
  },
  {
    title: "`wait` ends with code 5 for a job that failed",
    env: withToken,
    zoho: emulated({ faults: [{ does: "job-fails" }] }),
    steps: [
      { args: ["export", "Leads", "--output", "leads.csv"], exitCode: 5 },
      { args: ["wait", "4150868000009000001", "--json"], exitCode: 5 },
    ],
  },
  {
    title: "`download` writes rows and archives, to stdout and to files",
    env: withToken,
    zoho: emulated(),
    steps: [
      { args: ["download", contacts], exitCode: 0 },
      { args: ["download", contacts, "--format", "ndjson", "--output", "-"], exitCode: 0 },
      { args: ["download", contacts, "--format", "zip"], exitCode: 0 },
      { args: ["download", contacts, "--safe-cells"], exitCode: 0 },
      { args: ["download", contacts, "--kind", "read", "--output", "contacts.csv", "--json"], exitCode: 0 },
      { args: ["download", contacts, "--output", "contacts.zip"], exitCode: 0 },
      { args: ["download", contacts, "--output", "nowhere/contacts.zip"], exitCode: 2 },
      { args: ["download", contacts, "--format", "ics"], exitCode: 2 },
      { args: ["download", contacts, "--json"], exitCode: 2 },
      { args: ["download", running], exitCode: 2 },
    ],
  },
  {
    title: "`download` refuses an archive that is not whole, and leaves no file",
    env: withToken,
    zoho: emulated({ faults: [{ does: "wrong-checksum" }] }),
    steps: [
      { args: ["export", "Leads", "--fields", "Email"], exitCode: 1 },
      { args: ["download", "4150868000009000001", "--format", "csv", "--output", "leads.csv", "--json"], exitCode: 1 },
    ],
  },
]
