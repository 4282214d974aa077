import { Effect } from "effect"
import type { Run } from "../support/commandLine.ts"
import { machine, type More } from "../support/onDisk.ts"
import { screenOf } from "../support/screen.ts"
import { consoleBlock } from "./console.ts"

interface Step {
  readonly says: string
  readonly args: ReadonlyArray<string>
  readonly at?: More
}

const steps: ReadonlyArray<Step> = [
  {
    says: "Signing in, once. Zoho's console creates the code; the secrets are not shown as you type them.",
    args: ["auth", "login", "--data-center", "eu"],
    at: { terminal: "both", typed: ["emulator", "emulator", "emulator"] },
  },
  { says: "Does everything work?", args: ["doctor"] },
  {
    says: "Rows out:",
    args: [
      "export",
      "Leads",
      "--fields",
      "Last_Name,Company",
      "--where",
      "Last_Name starts_with B",
      "--output",
      "leads.csv",
    ],
  },
  {
    says: "Rows in. One lacks a mandatory field: it goes to `rejects.csv`, with the reason.",
    args: ["import", "new.csv", "--module", "Leads", "--operation", "insert", "--rejects", "rejects.csv"],
  },
  { says: "Signing out:", args: ["auth", "logout"] },
]

/** How long something took differs from run to run, and where the files lie from machine to machine. */
const steady = (text: string, folder: string): string =>
  text.replaceAll(/\b\d+ s\b/g, "1 s").replaceAll(`${folder}/`, "~/")

const columns = 140

/** A whole session, from signing in to signing out, as somebody sees it. */
export const session = Effect.gen(function* () {
  const { path, run, write } = yield* machine({ jobDuration: 0, dataCenter: "eu" })
  write("new.csv", "Last_Name,Company\nBoyle,Zylker\nMcDonald,\n")
  const files = ["leads.csv", "new.csv", "rejects.csv"]
  return yield* Effect.forEach(steps, ({ args, at = {}, says }) => {
    const here = args.map((arg) => (files.includes(arg) ? path(arg) : arg))
    const asSeen = ({ exitCode, stderr, stdout }: Run): Run => {
      const screen = screenOf(stderr.replaceAll("\n", "\r\n"), columns)
      const talk = screen === "" ? "" : `${screen}\n`
      return { exitCode, stderr: steady(talk, path("")), stdout: steady(stdout, path("")) }
    }
    const env = { ZOHO_ACCESS_TOKEN: "", NO_COLOR: "1" }
    return Effect.map(run(here, { ...at, env }), (ran) => consoleBlock(says, args, asSeen(ran)))
  })
}).pipe(Effect.scoped)
