import * as Flag from "effect/cli/Flag"
import { optional } from "./commandFlags.ts"
import { namesIn } from "./namesIn.ts"

/** What says which fields and records of a module are exported. */
export const exportFlags = {
  fields: optional(
    Flag.String("fields").pipe(
      Flag.withMetavar("<field,...>"),
      Flag.withDescription(
        "API names or labels of the fields, or all for every field that bulk read offers; by default, every field that Zoho returns",
      ),
      Flag.filter(
        (text) => namesIn(text).length > 0,
        () => "names of fields; leave --fields out for every field",
      ),
      Flag.filter(
        (text) => namesIn(text).length === text.split(",").length,
        () => "names of fields, with one on each side of every comma",
      ),
      Flag.map(namesIn),
    ),
  ),
  where: optional(
    Flag.String("where").pipe(
      Flag.withAlias("w"),
      Flag.withMetavar("<condition>"),
      Flag.withDescription(
        "which records: 'Last_Name starts_with \"P\" and Created_Time > 2 days ago' (docs/where.md), or Zoho's criteria in JSON",
      ),
    ),
  ),
  view: optional(
    Flag.String("view").pipe(
      Flag.withMetavar("<view>"),
      Flag.withDescription("id or name of a custom view, whose conditions also apply"),
    ),
  ),
  dropRefusedFields: Flag.Boolean("drop-refused-fields").pipe(
    Flag.withDescription("leave out fields that bulk read refuses, instead of stopping"),
    Flag.withDefault(false),
  ),
} as const
