import type { ApiVersion } from "@zoho-bulk/core/Settings"
import * as Arbitrary from "effect/Arbitrary"
import {
  always,
  anyJson,
  flag,
  id,
  integer,
  list,
  object,
  orNull,
  sometimes,
  text,
  type Generator,
} from "./Generated.ts"
import { createdTime, states, createdBy, callback, module, fromRoot, versions } from "./generatedParts.ts"

const fieldMapping = (version: ApiVersion): Generator =>
  object(
    sometimes("api_name", text, null),
    sometimes("index", orNull(integer), "1", 1.5),
    sometimes("format", orNull(text), 1),
    sometimes("find_by", orNull(text), {}),
    sometimes("module", orNull(module(version)), 1, false),
    sometimes("default_value", anyJson),
    sometimes("parent_column_index", orNull(integer), "0"),
  )

const file = object(
  sometimes("status", states, null),
  sometimes("name", text, 1),
  sometimes("added_count", integer, "9", -1),
  sometimes("skipped_count", integer, null),
  sometimes("updated_count", integer, 0.1),
  sometimes("total_count", integer, []),
)

const resource = (version: ApiVersion): Generator =>
  object(
    sometimes("status", states, 1),
    sometimes("type", text, null),
    sometimes("module", module(version), 1, null),
    sometimes("code", text, 200),
    sometimes("field_mappings", list(fieldMapping(version)), null, [null], {}),
    sometimes("file", file, null, "Fil2.csv"),
    sometimes("file_id", id, null),
    sometimes("file_names", list(text), "x.csv", [0]),
    sometimes("find_by", orNull(text), 1),
    sometimes("ignore_empty", flag, "true"),
    sometimes("parent_column_index", orNull(integer), "0"),
  )

const writeJob = (version: ApiVersion): Generator =>
  object(
    always("id", id),
    always("status", states),
    always("created_time", createdTime),
    sometimes("operation", text, null),
    sometimes("resource", list(resource(version)), {}, ["Leads"], null),
    sometimes("result", object(sometimes("download_url", text, null)), null, "none"),
    sometimes("callback", callback, []),
    sometimes("created_by", createdBy, null),
    sometimes("ignore_empty", flag, null, "true"),
    sometimes("character_encoding", text, 8),
  )

/** Details of write jobs, as every version spells them. */
export const writeBodies: Generator = Arbitrary.flatMap(versions, (version) => fromRoot(writeJob(version)))
