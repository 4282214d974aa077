import type { Case } from "../Case.ts"

const listens = { when: "Listening", signal: "SIGTERM" } as const

const shells = ["bash", "zsh", "fish", "powershell", "sh", "pwsh"]

/** What there is beside jobs and journeys. */
export const surroundings: ReadonlyArray<Case> = [
  {
    title: "`demo` and `doctor` need no account",
    steps: [
      { args: ["demo"], exitCode: 0 },
      { args: ["demo", "--explain"], exitCode: 0 },
      { args: ["doctor", "--emulator", "--jsonl"], exitCode: 0 },
    ],
  },
  {
    title: "`journeys`, `resume` and `auth` say that there is nothing yet",
    steps: [
      { args: ["journeys"], exitCode: 0 },
      { args: ["journeys", "--explain"], exitCode: 0 },
      { args: ["resume"], exitCode: 2 },
      { args: ["auth", "status", "--explain", "--json"], exitCode: 0 },
      { args: ["auth", "logout"], exitCode: 2 },
    ],
  },
  {
    title: "`emulator` serves until a signal ends it, on the port that is named",
    files: {
      "faults.json": '[{"operation": "getReadJob", "nth": 1, "does": "throttled"}]',
      "edits.ndjson": '{"after": "90s", "module": "Leads", "delete": "4150868013000000001"}\n',
      "wrong.json": "[{}]",
      "mine.json": '{"modules": [{"api_name": "Workshops"}]}',
      "typo.json": '{"modules": [{"apiname": "Workshops"}]}',
    },
    steps: [
      {
        args: ["emulator", "--port", "{port}", "--scopes", "ZohoCRM.bulk.READ", "--json"],
        stop: listens,
        exitCode: 143,
      },
      {
        args: [
          "emulator",
          "--port={port}",
          "--job-duration=5m",
          "--records-per-page=9",
          "--faults=faults.json",
          "--edits=edits.ndjson",
          "--organization=mine.json",
        ],
        stop: { ...listens, signal: "SIGINT" },
        exitCode: 130,
      },
      { args: ["emulator", "--port", "99999"], exitCode: 2 },
      { args: ["emulator", "--scopes", "everything"], exitCode: 2 },
      { args: ["emulator", "--faults", "wrong.json"], exitCode: 2 },
      { args: ["emulator", "--edits", "wrong.json"], exitCode: 2 },
      { args: ["emulator", "--organization", "typo.json"], exitCode: 2 },
      { args: ["emulator", "--explain", "--faults", "faults.json"], exitCode: 0 },
      { args: ["emulator", "--explain", "--mishaps", "faults.json"], exitCode: 0 },
      { args: ["emulator", "--faults", "faults.json", "--mishaps", "faults.json"], exitCode: 2 },
    ],
  },
  {
    title: "`--version` and `-v` tell the version, `--help` and `-h` how each command is called",
    steps: [
      { args: ["--version"], exitCode: 0 },
      { args: ["-v"], exitCode: 0 },
      { args: ["-h"], exitCode: 0 },
      { args: ["auth", "login", "--help"], exitCode: 0 },
      { args: ["export", "--help"], exitCode: 0 },
    ],
  },
  {
    title: "`--completions` writes a script for each shell",
    steps: shells.map((shell) => ({ args: ["--completions", shell], exitCode: 0 })),
  },
  {
    title: "`--log-level` shows what is logged, or hides it",
    steps: ["debug", "none", "loud"].map((level) => ({
      args: ["get", "4150868000005376042", "--emulator", "--select", "id", "--log-level", level],
      exitCode: level === "loud" ? 2 : 0,
    })),
  },
  {
    title: "slips are told, each in its place",
    steps: [
      { args: ["get", "1", "--nonsense", "--json"], exitCode: 2 },
      { args: ["gte", "1"], exitCode: 2 },
      { args: ["get", "1", "--kind", "rad"], exitCode: 2 },
      { args: ["import", "-", "--module", "Leads", "--operation", "delete"], exitCode: 2 },
      { args: ["auth"], exitCode: 0 },
      { args: ["auth", "lgoin"], exitCode: 2 },
    ],
  },
]
