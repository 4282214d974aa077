import { number } from "../../domain/amount.ts"
import * as Result from "effect/Result"
import type { ImportRequest } from "../imports/ImportRequest.ts"
import { isWritable } from "../../metadata/bulkRules.ts"
import type { DescribedField } from "../../metadata/describeModule.ts"
import { findField } from "../../metadata/findByName.ts"
import { type ImportFinding, stopping } from "./ImportFinding.ts"
import type { KnownModule } from "./knownModule.ts"
import type { SettledColumns } from "./settleColumns.ts"

/** The most columns that Zoho takes (HEADER_LIMIT_EXCEEDED). */
const mostColumns = 200

/** The field by which records are found, by its API name; or what is wrong with it. */
export const keyOf = (
  { fields, module }: KnownModule,
  { findBy }: ImportRequest,
): { readonly key?: string; readonly finding?: ImportFinding } => {
  if (findBy === undefined) return {}
  if (findBy.toLowerCase() === "id") return { key: "id" }
  const found = findField({ fields, module }, findBy)
  if (Result.isFailure(found)) {
    const { candidates, suggestion, summary } = found.failure
    const meant = candidates.length > 0 ? candidates.join(" or ") : suggestion
    const remedy = meant === undefined ? "Name a unique field of the module, or id." : `Did you mean ${meant}?`
    return { finding: stopping({ kind: "find-by", field: findBy, problem: `cannot find records: ${summary}`, remedy }) }
  }
  const { apiName, isUnique } = found.success
  if (isUnique) return { key: apiName }
  const unique = fields.filter((field) => field.isUnique).map((field) => field.apiName)
  return {
    key: apiName,
    finding: stopping({
      kind: "find-by",
      field: apiName,
      problem: `cannot find records: it is not unique in ${module}`,
      remedy: `Find them by ${["id", ...unique].join(" or ")}.`,
    }),
  }
}

/** The fields that a new record has to have, and which a file can set. */
export const demanded = ({ fields }: KnownModule): ReadonlyArray<DescribedField> =>
  fields.filter((field) => isWritable(field, "insert") && (field.isAlwaysMandatory || field.mandatoryIn.length > 0))

const called = ({ apiName, label }: DescribedField): string => (label === apiName ? apiName : `${apiName} (${label})`)

/** What is wrong with the columns as a whole: mandatory fields that none goes to, a key without one, and too many of them. */
export const checkMapping = (
  known: KnownModule,
  { operation }: ImportRequest,
  key: string | undefined,
  { findings: wrong, sent }: Pick<SettledColumns, "findings" | "sent">,
): { readonly findings: ReadonlyArray<ImportFinding>; readonly hints: ReadonlyArray<string> } => {
  const has = (name: string): boolean =>
    sent.some(({ column }) => column.field === name) || wrong.some(({ field }) => field === name)
  const absent = operation === "update" ? [] : demanded(known).filter(({ apiName }) => !has(apiName))
  return {
    findings: [
      ...(key === undefined || has(key)
        ? []
        : [
            stopping({
              kind: "find-by",
              field: key,
              problem: "has no column, but records are found by it",
              remedy: "Give the rows a column for it, or find records by another field.",
            }),
          ]),
      ...absent
        .filter(({ isAlwaysMandatory }) => isAlwaysMandatory)
        .map((field) =>
          stopping({
            kind: "mandatory",
            field: field.apiName,
            problem: `is mandatory${field.isMandatory ? "" : ` in the layout ${field.mandatoryIn.join(", ")}`}, but no column fills it`,
            remedy: `Give the rows a column for ${called(field)}.`,
          }),
        ),
      ...(sent.length <= mostColumns
        ? []
        : [
            stopping({
              kind: "columns",
              problem: `There are ${number(sent.length)} columns, but Zoho accepts ${number(mostColumns)}`,
              remedy: "Send them in several imports, each with the key of the records.",
            }),
          ]),
    ],
    hints: absent
      .filter(({ isAlwaysMandatory }) => !isAlwaysMandatory)
      .map(
        (field) =>
          `${called(field)} is mandatory in the layout ${field.mandatoryIn.join(", ")}, but no column fills it.`,
      ),
  }
}
