import { Effect } from "effect"
import { zohoBulk } from "../support/commandLine.ts"

interface Scene {
  readonly says: string
  readonly args: ReadonlyArray<string>
}

const scenes: ReadonlyArray<Scene> = [
  { says: "How is a job doing?", args: ["get", "4150868000005350003", "--emulator"] },
  {
    says: "The same for a program, and only what it needs:",
    args: ["get", "4150868000005350003", "--emulator", "--json", "--select", "id,kind,state"],
  },
  { says: "There is no such job: what happened, and what to do.", args: ["get", "1", "--emulator"] },
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
    says: "Waiting, for a program that watches: a line each time that a job is in another state.",
    args: ["wait", "4150868000005376042", "--emulator", "--jsonl", "--select", "id,state"],
  },
  { says: "A slip of the finger:", args: ["exprot", "Contacts", "--emulator"] },
  {
    says: "A condition with a slip in it:",
    args: ["export", "Contacts", "--emulator", "--where", "Last_Name like P"],
  },
  { says: "How does one sign in?", args: ["auth", "login", "--explain", "--data-center", "eu", "--for", "read"] },
]

const quoted = (arg: string): string => (/^[\w.,/-]+$/.test(arg) ? arg : `'${arg}'`)

const shown = ({ args, says }: Scene) =>
  Effect.map(zohoBulk(args), ({ exitCode, stderr, stdout }) => {
    const code = exitCode === 0 ? "" : `\n(exit code ${exitCode})\n`
    return `${says}\n\n\`\`\`console\n$ zoho-bulk ${args.map(quoted).join(" ")}\n${stdout}${stderr}${code}\`\`\`\n`
  })

/** The page that shows how the command looks, made from real runs on the built-in emulator. */
export const tourPage = Effect.map(
  Effect.forEach(scenes, shown),
  (texts) => `# How it looks

Made from real runs on the built-in emulator: \`pnpm docs:write\`.

${texts.join("\n")}`,
)
