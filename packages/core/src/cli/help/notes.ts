import { accessTokenVariable } from "../../auth/AccessToken.ts"
import { grantVariables } from "../../auth/RefreshGrant.ts"
import { exitCode } from "../failure/ExitCode.ts"

const columns = (rows: ReadonlyArray<readonly [string | number, string]>): string => {
  const width = Math.max(...rows.map(([name]) => String(name).length))
  return rows.map(([name, meaning]) => `  ${String(name).padEnd(width)}    ${meaning}`).join("\n")
}

/** What the variables are for that are no flag. */
export const variablesNote = `VARIABLES WITHOUT A FLAG\n${columns([
  [accessTokenVariable, "a token that you hold, for an hour; instead of a sign-in"],
  [grantVariables.join(", "), "a grant that makes tokens; instead of a sign-in"],
])}`

/** What a run ends with. */
export const exitCodesNote = `EXIT CODES\n${columns([
  [exitCode.done, "done; what is told of a job may still be bad news: get says what state it is in"],
  [exitCode.unexpected, "an answer or a file that makes no sense, or a bug"],
  [exitCode.usage, "a wrong flag or setting, or a request that Zoho refuses as wrong"],
  [exitCode.refused, "the token, a scope or a permission is refused"],
  [exitCode.notFound, "there is no such job"],
  [exitCode.jobFailed, "the job failed"],
  [exitCode.unreachable, "Zoho cannot be reached, throttles or fails, after all tries"],
  [exitCode.stillRunning, "still running when the time was over"],
  [exitCode.rejectedRows, "done, and some rows were not taken"],
  [exitCode.outcomeUnknown, "an order went out and its answer was lost: see resume --help"],
  [exitCode.interrupted, "interrupted by Ctrl-C"],
  [exitCode.terminated, "ended by SIGTERM"],
])}\n\nWith --json or --jsonl an error is a document on stderr: error, code, httpStatus, message, remedy.`
