import { accessTokenVariable } from "../../auth/AccessToken.ts"
import { grantVariables } from "../../auth/RefreshGrant.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { exitMeanings } from "./exitMeanings.ts"
import type { Entry } from "./HelpPage.ts"
import type { ExitName } from "./Lesson.ts"

/** What the variables are for that have no flag. */
export const variablesWithoutFlag: ReadonlyArray<Entry> = [
  [accessTokenVariable, "an access token, valid for an hour; instead of a sign-in"],
  [grantVariables.join(", "), "a grant that makes tokens; instead of a sign-in"],
]

/** Every exit code and what it means. */
export const allExitCodes: ReadonlyArray<readonly [code: number, meaning: string]> = (
  Object.keys(exitMeanings) as ReadonlyArray<ExitName>
).map((name) => [exitCode[name], exitMeanings[name]])

/** How errors look to programs. */
export const documentNote =
  "With --json or --jsonl, an error is a document on stderr: error, code, httpStatus, message, remedy."
