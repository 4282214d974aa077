import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { defaultApiVersion } from "../../domain/ApiVersion.ts"
import type { Condition, Conditions } from "../model/Condition.ts"
import type { Module, View } from "../model/Module.ts"
import type { Records } from "../model/Records.ts"
import type { Refusal } from "../model/Refusal.ts"
import { isJsonObject, type JsonObject } from "../requests/requestBody.ts"
import { readConditions } from "./readConditions.ts"
import { patriciaBoyle } from "./users.ts"

const isList = (json: Schema.Json | undefined): json is ReadonlyArray<Schema.Json> => Array.isArray(json)

/** Metadata writes the operator in capitals, too, and calls the user who asks `${CURRENTUSER}`. */
const asRequested = (criteria: Schema.Json): Schema.Json => {
  if (!isJsonObject(criteria)) return criteria
  const { group, group_operator: operator, value } = criteria
  if (isList(group)) {
    return {
      group: group.map(asRequested),
      group_operator: typeof operator === "string" ? operator.toLowerCase() : (operator ?? null),
    }
  }
  const { type: _, ...rest }: JsonObject = criteria
  return value === "${CURRENTUSER}" ? { ...rest, value: patriciaBoyle.id } : rest
}

/** Reads the conditions of a view: none where it shows all records. */
export const viewConditionsOf = (
  records: Records,
  module: Module,
  { criteria }: View,
): Effect.Effect<Condition | Conditions | undefined, Refusal> =>
  criteria === undefined
    ? Effect.succeed(undefined)
    : readConditions({ records, module, version: defaultApiVersion }, asRequested(criteria))
