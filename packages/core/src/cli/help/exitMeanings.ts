import type { ExitName } from "./Lesson.ts"

/** What a run ends with, whatever it did. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  done: "success; a job that get shows may still have failed: look at its state",
  unexpected: "an answer or a file that cannot be understood, or a bug",
  usage: "a wrong flag or setting, or a request that Zoho does not accept",
  refused: "the token, a scope or a permission is refused",
  notFound: "no such job",
  jobFailed: "the job failed",
  unreachable: "Zoho cannot be reached, throttles or fails, even after retries",
  stillRunning: "still running at the time limit",
  rejectedRows: "done, except for some rows",
  outcomeUnknown: "a job was ordered and the answer was lost: see resume --help",
  interrupted: "interrupted by Ctrl-C",
  terminated: "ended by SIGTERM",
}

/** The codes that every command can end with. */
export const ofEvery: ReadonlyArray<ExitName> = ["done", "unexpected", "usage", "interrupted", "terminated"]

/** The codes of commands that ask something of Zoho. */
export const ofAsking: ReadonlyArray<ExitName> = ["refused", "unreachable"]
