import { type ApiVersion, apiVersions } from "@zoho-bulk/core/Settings"
import * as Arbitrary from "effect/Arbitrary"
import { id, object, orNull, pick, sometimes, text, good, type Generator } from "./Generated.ts"

export const createdTime = good(
  pick("2021-05-12T17:25:29+05:30", "2021-02-23T13:36:53-07:00", "2018-12-31T12:00:00-12:00"),
)
export const states = good(
  pick(
    "ADDED",
    "QUEUED",
    "IN PROGRESS",
    "INPROGRESS",
    "COMPLETED",
    "FAILURE",
    "FAILED",
    "SKIPPED",
    "PAUSED",
    "",
    "completed",
  ),
)
export const createdBy = object(
  sometimes("id", id, true, null),
  sometimes("name", text, 1),
  sometimes("email", text, null),
)
export const callback = object(sometimes("url", text, 1, {}), sometimes("method", text, null))

export const module = (version: ApiVersion): Generator =>
  version === "v2" ? text : object(sometimes("api_name", text, 5), sometimes("id", orNull(id), {}))

/** Paths are written as in `unexpected`: without the dot before the first key. */
export const fromRoot = (generator: Generator): Generator =>
  Arbitrary.map(generator, ({ json, mistyped }) => ({
    json,
    mistyped: mistyped.map((path) => path.replace(/^\./, "")),
  }))

export const versions = pick(...apiVersions)
