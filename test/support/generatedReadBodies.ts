import type { ApiVersion } from "@zoho-bulk/core/Settings"
import * as Arbitrary from "effect/Arbitrary"
import {
  always,
  anyJson,
  either,
  flag,
  id,
  integer,
  list,
  object,
  orNull,
  pick,
  sometimes,
  text,
  good,
  type Generated,
  type Generator,
} from "./Generated.ts"
import { createdTime, states, createdBy, callback, module, fromRoot, versions } from "./generatedParts.ts"

const criterion = (version: ApiVersion): Generator =>
  object(
    version === "v2"
      ? sometimes("api_name", text, null)
      : sometimes(
          "field",
          object(sometimes("api_name", text, null), sometimes("id", orNull(id), [])),
          "Last_Name",
          null,
        ),
    sometimes("comparator", either(good(pick("equal", "between", "resembles")), text), 7),
    sometimes("value", anyJson),
    sometimes("type", text, 0),
  )

const criteria = (version: ApiVersion, depth: number): Generator =>
  depth === 0
    ? criterion(version)
    : either(
        criterion(version),
        object(always("group", list(criteria(version, depth - 1))), sometimes("group_operator", text, 1, null)),
      )

const readQuery = (version: ApiVersion): Generator =>
  object(
    sometimes("module", module(version), 5, null, []),
    sometimes("fields", list(text), "Last_Name", [1], null),
    sometimes("criteria", criteria(version, 3), "all", null),
    sometimes("cvid", id, null, false),
    sometimes("page", integer, "1", 1.5, null),
    ...(["v7", "v8"].includes(version) ? [sometimes("page_token", text, 1)] : []),
    sometimes("file_type", text, null),
  )

const errorMessage = object(
  sometimes("status", text, 1),
  sometimes("code", text, 500),
  sometimes("message", text, null),
  sometimes("details", anyJson),
)

const readResult = (version: ApiVersion): Generator =>
  object(
    sometimes("page", integer, "1", -1),
    sometimes("per_page", integer, null),
    sometimes("count", integer, 0.5, "96", -1),
    sometimes("download_url", text, null),
    sometimes("more_records", flag, "false", 0),
    ...(["v7", "v8"].includes(version) ? [sometimes("next_page_token", orNull(text), 1)] : []),
    sometimes("error_message", errorMessage, "Internal server error occurred."),
  )

const readJob = (version: ApiVersion): Generator =>
  object(
    always("id", id),
    always("state", states),
    always("created_time", createdTime),
    sometimes("operation", text, 1),
    sometimes("query", readQuery(version), "all", []),
    sometimes("result", readResult(version), null),
    sometimes("created_by", createdBy, "Patricia Boyle", []),
    sometimes("file_type", text, null),
    sometimes("callback", callback, "https://www.zoho.com/"),
  )

const dataOf = (job: Generated): Generated => ({ json: [job.json], mistyped: job.mistyped.map((path) => `[0]${path}`) })

/** Details of read jobs, as every version spells them. */
export const readBodies: Generator = Arbitrary.flatMap(versions, (version) =>
  fromRoot(object(always("data", Arbitrary.map(readJob(version), dataOf)))),
)
