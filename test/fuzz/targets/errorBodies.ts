import type { Failure } from "@zoho-bulk/core"
import { defaultLimits } from "@zoho-bulk/core/Limits"
import { interpretAnswer } from "@zoho-bulk/core/wire"
import { Duration, Result, type Schema } from "effect"
import { errorDocument, errorText } from "../../../packages/core/src/cli/output/errorReport.ts"
import { asciiMarks, uncoloured } from "../../../packages/core/src/cli/output/Style.ts"
import { someRequest } from "../../support/failureOf.ts"
import { recordings } from "../../support/recordings.ts"
import { changedJsonText } from "../draw/json.ts"
import { changedText } from "../draw/text.ts"
import { holdsNothingUnprintable } from "../printable.ts"
import { holds, part, type Target } from "../Target.ts"

const codes = [
  "OAUTH_SCOPE_MISMATCH",
  "INVALID_TOKEN",
  "TOO_MANY_REQUESTS",
  "RESOURCE_NOT_FOUND",
  "INTERNAL_ERROR",
  "NOT_APPROVED",
  "X",
] as const

const bodies: readonly [Schema.Json, ...ReadonlyArray<Schema.Json>] = [
  {
    code: "INVALID_DATA",
    details: { api_name: "module", json_path: "$.query.module" },
    message: "no",
    status: "error",
  },
  { data: [{ code: "INVALID_MODULE", details: {}, message: "no", status: "error" }] },
  { "x-error": "F7002", info: "no such file", "x-info": "no", http_status: "404" },
  ...recordings.map(({ response }) => response.body),
]

const statuses = ["200", "204", "302", "400", "401", "403", "404", "408", "418", "429", "500", "502", "599"] as const

const checkFailure = (failure: Failure.CallFailure): void => {
  holds(typeof failure.isRetryable === "boolean", "it does not say whether to try again")
  holds(failure.summary !== "" && failure.remedy !== "", "it does not say what to do")
  const document = errorDocument(failure)
  holds(JSON.parse(JSON.stringify(document)).error === failure._tag, "its document is another's")
  holdsNothingUnprintable(
    errorText({ ...uncoloured, marks: asciiMarks, width: Infinity, call: (words) => words }, document).text,
  )
}

/** Answers of any status: each is JSON, or a failure that tells of itself. */
export const errorBodies: Target = {
  name: "error-bodies",
  draw: (chance) => {
    const body = changedJsonText(chance, chance.pick(bodies)).replace(/(?<="code":")[A-Z_]+/, (code) =>
      chance.happens(0.3) ? chance.pick(codes) : code,
    )
    return [chance.pick(statuses), chance.happens(0.1) ? changedText(chance, "<html>sign in</html>") : body]
  },
  check: (given) => {
    const answer = { status: Number(part(given, 0)) || 200, body: part(given, 1), retryAfter: Duration.seconds(1) }
    const read = interpretAnswer(someRequest, answer, defaultLimits)
    if (Result.isFailure(read)) checkFailure(read.failure)
  },
}
