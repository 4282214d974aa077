import * as Result from "effect/Result"
import type { ConditionProblem } from "../../domain/ConditionProblem.ts"
import type { Field } from "../../domain/organization/Field.ts"
import { didYouMean } from "../../failure/didYouMean.ts"
import { isIdColumn } from "../../results/Rows.ts"

/** What a name means in a module. */
export interface NamedField {
  /** How Zoho wants it: the API name, and the path through a lookup where there is one. */
  readonly path: string
  /** The field, or the lookup that a path begins with; none for the record's id. */
  readonly field: Field | undefined
}

const matches: ReadonlyArray<(field: Field, name: string) => boolean> = [
  ({ apiName }, name) => apiName === name,
  ({ label }, name) => label === name,
  ({ apiName }, name) => apiName.toLowerCase() === name.toLowerCase(),
  ({ label }, name) => label.toLowerCase() === name.toLowerCase(),
]

const unknown = (name: string, fields: ReadonlyArray<Field>): ConditionProblem => ({
  problem: `There is no field ${name}`,
  remedy: `${didYouMean(name, [...fields.map(({ apiName }) => apiName), ...fields.map(({ label }) => label)])}Name it by its API name or its label.`,
})

const ambiguous = (name: string, found: ReadonlyArray<Field>): ConditionProblem => ({
  problem: `${name} is the label of ${found.length} fields`,
  remedy: `Name it by its API name: ${found.map(({ apiName }) => apiName).join(", ")}.`,
})

/** Finds a field by its API name or its label, or a path through a lookup, such as `Account_Name.Phone`. */
export const fieldNamed = (name: string, fields: ReadonlyArray<Field>): Result.Result<NamedField, ConditionProblem> => {
  if (isIdColumn(name)) return Result.succeed({ path: "id", field: undefined })
  for (const isIt of matches) {
    const [field, ...others] = fields.filter((each) => isIt(each, name))
    if (field === undefined) continue
    return others.length === 0
      ? Result.succeed({ path: field.apiName, field })
      : Result.fail(ambiguous(name, [field, ...others]))
  }
  const dot = name.indexOf(".")
  if (dot < 0)
    return name.startsWith("$") ? Result.succeed({ path: name, field: undefined }) : Result.fail(unknown(name, fields))
  return Result.map(fieldNamed(name.slice(0, dot), fields), ({ field, path }) => ({
    path: `${path}${name.slice(dot)}`,
    field,
  }))
}
