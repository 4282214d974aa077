import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Comparator, Condition } from "../../domain/Condition.ts"
import { UsageError } from "../UsageError.ts"

const Value = Schema.Union([
  Schema.String,
  Schema.Finite,
  Schema.Boolean,
  Schema.Array(Schema.Union([Schema.String, Schema.Finite])),
])

const Comparison = Schema.Struct({
  api_name: Schema.optionalKey(Schema.String),
  field: Schema.optionalKey(Schema.Struct({ api_name: Schema.String })),
  comparator: Schema.String,
  value: Value,
})

interface Group {
  readonly group: ReadonlyArray<Criteria>
  readonly group_operator: "and" | "or"
}

type Criteria = typeof Comparison.Type | Group

const suspended = Schema.suspend((): Schema.Codec<Criteria> => Criteria)

const Group = Schema.Struct({
  group: Schema.Array(suspended),
  group_operator: Schema.Literals(["and", "or"]),
})

const Criteria: Schema.Codec<Criteria> = Schema.Union([Group, Comparison])

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Criteria))

const condition = (criteria: Criteria): Condition =>
  "group" in criteria
    ? { operator: criteria.group_operator, conditions: criteria.group.map(condition) }
    : {
        field: criteria.field?.api_name ?? criteria.api_name ?? "",
        comparator: criteria.comparator as Comparator,
        value: criteria.value,
      }

/** Reads Zoho's criteria, as v2 or as later versions spell them. */
export const conditionFromJson = (text: string): Effect.Effect<Condition, UsageError> =>
  Effect.mapBoth(decode(text), {
    onSuccess: condition,
    onFailure: ({ message }) =>
      new UsageError({
        problem: `--where is no criteria of Zoho's: ${message}`,
        remedy: `Write it as {"group": [{"field": {"api_name": "Last_Name"}, "comparator": "equal", "value": "Boyle"}], "group_operator": "and"}.`,
      }),
  })
