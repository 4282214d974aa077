import { Effect } from "effect"
import { zohoBulk } from "../support/commandLine.ts"
import { consoleBlock } from "./console.ts"
import { session } from "./session.ts"

interface Scene {
  readonly says: string
  readonly args: ReadonlyArray<string>
}

const scenes: ReadonlyArray<Scene> = [
  { says: "What is the state of a job?", args: ["get", "4150868000005350003", "--emulator"] },
  {
    says: "The same for a program, with only the keys that it needs:",
    args: ["get", "4150868000005350003", "--emulator", "--json", "--select", "id,kind,state"],
  },
  {
    says: "A job that does not exist: the error says what happened, and what to do.",
    args: ["get", "1", "--emulator"],
  },
  {
    says: "Which fields does a module have, and what can bulk jobs do with them?",
    args: ["fields", "Deals", "--emulator"],
  },
  { says: "A misspelt module:", args: ["fields", "Daels", "--emulator"] },
  { says: "What would an export cost?", args: ["export", "Contacts", "--emulator", "--plan"] },
  {
    says: "What would be sent?",
    args: [
      "export",
      "Contacts",
      "--explain",
      "--fields",
      "Last_Name,Email",
      "--where",
      "Last_Name starts_with P and Email is not empty",
    ],
  },
  {
    says: "Waiting, for a program: one line each time the state of a job changes.",
    args: ["wait", "4150868000005376042", "--emulator", "--jsonl", "--select", "id,state"],
  },
  { says: "A mistyped command:", args: ["exprot", "Contacts", "--emulator"] },
  {
    says: "A condition with a mistake:",
    args: ["export", "Contacts", "--emulator", "--where", "Last_Name like P"],
  },
]

const shown = ({ args, says }: Scene) => Effect.map(zohoBulk(args), (run) => consoleBlock(says, args, run))

/** The page that shows how the command looks, made from real runs on the built-in emulator. */
export const tourPage = Effect.gen(function* () {
  return `# What it looks like

<!-- Written by \`pnpm docs:write\`. -->

Every example is a real run on the built-in emulator.

## One thing at a time

${(yield* Effect.forEach(scenes, shown)).join("\n")}
## A session

${(yield* session).join("\n")}`
})
