import { exitCode } from "@zoho-bulk/core/cli"
import type { Run } from "../../support/commandLine.ts"
import { holdsNothingUnprintable } from "../printable.ts"
import { holds } from "../Target.ts"
import { sentinel } from "./run.ts"

const codes: ReadonlyArray<number> = Object.values(exitCode)

/** Words that say how they want to be answered: those behind `--` are none. */
const isGiven = (args: ReadonlyArray<string>, flag: string): boolean =>
  args.slice(0, args.indexOf("--") === -1 ? args.length : args.indexOf("--")).includes(flag)

/** Commands whose stdout may be rows, which are shown as they are. */
const givesRows = ["download", "export", "import", "resume"]

/** Without one of these there is nothing to do but to show the help. */
const calls = [
  "get",
  "wait",
  "download",
  "export",
  "import",
  "resume",
  "jobs",
  "login",
  "logout",
  "list",
  "doctor",
  "demo",
  "emulator",
]

/** Calls that are answered by words, whatever the form. */
const asksForWords = /^(?:--(?:help|version|completions|log-level)|--[hv]$|-[^-]*[hv])/

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const linesOf = (text: string): ReadonlyArray<string> => text.split("\n").filter((line) => line !== "")

/** Breaks where a run did what no run does, whatever it was given. */
export const checkRun = (args: ReadonlyArray<string>, { exitCode: code, stderr, stdout }: Run): void => {
  holds(codes.includes(code), `it ends with ${code}, which is no code of ours`)
  holds(!stderr.includes("Internal error in zoho-bulk"), `it says: ${stderr}`)
  holds(code === 0 || stderr !== "" || stdout !== "", `it ends with ${code}, and says nothing`)
  holds(!stderr.includes(sentinel) && !stdout.includes(sentinel), "it shows the token")
  holdsNothingUnprintable(stderr)
  if (!args.some((word) => givesRows.includes(word))) holdsNothingUnprintable(stdout)
  if (args.some((word) => asksForWords.test(word))) return
  if (!args.some((word) => calls.includes(word))) return
  if (isGiven(args, "--jsonl")) {
    holds(linesOf(stdout).every(isJson), "a line of stdout is no JSON")
  } else if (isGiven(args, "--json") && code === 0 && !args.some((word) => givesRows.includes(word))) {
    holds(isJson(stdout), "stdout is no JSON")
  }
}
