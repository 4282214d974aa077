import * as Result from "effect/Result"
import type { Field } from "../../domain/organization/Field.ts"
import { own } from "../../domain/own.ts"
import { whyNotWritable } from "../../metadata/bulkRules.ts"
import type { DescribedField } from "../../metadata/describeModule.ts"
import { findField } from "../../metadata/findByName.ts"
import { isIdColumn } from "../../results/Rows.ts"
import { isById } from "../imports/importColumns.ts"
import type { ImportColumn, ImportRequest } from "../imports/ImportRequest.ts"
import { type ImportFinding, stopping } from "./ImportFinding.ts"
import type { ColumnNotSent } from "./ImportFindings.ts"
import type { KnownModule } from "./knownModule.ts"

/** A column that is sent, and the field that it goes to. */
export interface SettledColumn {
  /** With the API name of the field. */
  readonly column: ImportColumn
  /** None for the record's id. */
  readonly field: DescribedField | undefined
}

/** What happens to the columns of a header. */
export interface SettledColumns {
  readonly sent: ReadonlyArray<SettledColumn>
  readonly notSent: ReadonlyArray<ColumnNotSent>
  readonly findings: ReadonlyArray<ImportFinding>
  readonly hints: ReadonlyArray<string>
}

/** The fields of the modules that lookups point at, as far as they are known. */
export type FieldsOfTargets = Readonly<Record<string, ReadonlyArray<Field> | undefined>>

/** A column, once it is known what it means. */
type Meaning =
  | { readonly _tag: "sent"; readonly settled: SettledColumn; readonly through?: string; readonly hint?: string }
  | { readonly _tag: "notSent"; readonly because: string }
  | { readonly _tag: "wrong"; readonly finding: ImportFinding }

const pointers: ReadonlyArray<string> = ["lookup", "ownerlookup", "userlookup"]

/** Whether a field holds the id of another record or of a user. */
export const isPointer = ({ dataType }: Field): boolean => pointers.includes(dataType)

/** The field of a lookup that a path such as `Account_Name.Phone` begins with, and what of the other record it names. */
export const throughLookup = ({ fields, module }: KnownModule, name: string) => {
  const dot = name.indexOf(".")
  if (dot < 1 || Result.isSuccess(findField({ module, fields }, name))) return undefined
  const base = Result.getOrUndefined(findField({ module, fields }, name.slice(0, dot)))
  return base !== undefined && isPointer(base) ? { base, rest: name.slice(dot + 1) } : undefined
}

const left = (because: string): Meaning => ({ _tag: "notSent", because })

const isNameOfRecord = ({ apiName }: Field): boolean =>
  /_name$/i.test(apiName) && !/^(?:first|last)_name$/i.test(apiName)

/** The module that a lookup points to, and its fields, if known. */
const targetOf = ({ lookupModule: module = "" }: Field, targets: FieldsOfTargets) => ({
  module,
  fields: own(targets, module),
})

/** How a lookup finds its records by a field of them, which may be called by its label. */
const byFieldOfTarget = (
  settled: Omit<SettledColumn, "column"> & { readonly field: DescribedField },
  column: ImportColumn,
  findBy: string,
  targets: FieldsOfTargets,
): Meaning => {
  const { field } = settled
  const sent = (name: string | undefined, hint?: string): Meaning => ({
    _tag: "sent",
    settled: { field, column: { ...column, field: field.apiName, findBy: name } },
    ...(hint === undefined ? {} : { hint }),
  })
  if (findBy.toLowerCase() === "id") return sent(undefined)
  const { fields, module } = targetOf(field, targets)
  if (field.dataType !== "lookup" || fields === undefined) return sent(findBy)
  const found = findField({ module, fields }, findBy)
  if (Result.isFailure(found)) {
    const { remedy, suggestion, summary } = found.failure
    const meant = suggestion === undefined ? `Name a unique field of ${module}, or id.` : `Did you mean ${suggestion}?`
    return {
      _tag: "wrong",
      finding: stopping({
        kind: "lookup",
        column: column.column,
        field: field.apiName,
        problem: `cannot find records: ${summary}`,
        remedy: found.failure.candidates.length > 0 ? remedy : meant,
      }),
    }
  }
  const { apiName, isUnique } = found.success
  return sent(
    apiName,
    isUnique
      ? undefined
      : `${apiName} is not unique in ${module}: for ${column.column}, Zoho may find no record, or the wrong one.`,
  )
}

/** What a column means that names a field of another record. */
const meaningOfPath = (
  { base, rest }: { readonly base: DescribedField; readonly rest: string },
  column: ImportColumn,
  targets: FieldsOfTargets,
): Meaning => {
  const through = (meaning: Meaning): Meaning => (meaning._tag === "sent" ? { ...meaning, through: rest } : meaning)
  if (column.findBy !== undefined) return through(byFieldOfTarget({ field: base }, column, column.findBy, targets))
  if (base.dataType !== "lookup") {
    return ["id", "email"].includes(rest.toLowerCase())
      ? through(byFieldOfTarget({ field: base }, column, rest, targets))
      : left(`${rest} is not a way to find a user`)
  }
  const { fields = [], module } = targetOf(base, targets)
  const target = Result.getOrUndefined(findField({ module, fields }, rest))
  const isWay = rest.toLowerCase() === "id" || target === undefined || target.isUnique || isNameOfRecord(target)
  return isWay
    ? through(byFieldOfTarget({ field: base }, column, rest, targets))
    : left(`it is a field of ${module} that records cannot be found by`)
}

const meaningOf = (
  known: KnownModule,
  request: ImportRequest,
  key: string | undefined,
  column: ImportColumn,
  targets: FieldsOfTargets,
): Meaning => {
  const { field: name } = column
  const isKey = (apiName: string): boolean => apiName === key
  const path = throughLookup(known, name)
  if (path !== undefined) {
    const why = whyNotWritable(path.base, request.operation)
    return why === undefined ? meaningOfPath(path, column, targets) : left(why)
  }
  if (name.startsWith("$")) return left("it belongs to Zoho")
  const found = findField(known, name)
  const isId = Result.isSuccess(found) ? found.success.apiName === "id" : isIdColumn(name)
  if (isId) {
    return isById(request)
      ? { _tag: "sent", settled: { column: { ...column, field: "id" }, field: undefined } }
      : left("records cannot be found by it")
  }
  if (Result.isFailure(found)) {
    const { candidates, suggestion, summary } = found.failure
    const meant =
      candidates.length > 0
        ? `Name the one you mean: ${candidates.join(" or ")}.`
        : `${suggestion === undefined ? "" : `Did you mean ${suggestion}? `}Send the column to a field, or leave it out.`
    return {
      _tag: "wrong",
      finding: stopping({ kind: "field", column: column.column, problem: `cannot be sent: ${summary}`, remedy: meant }),
    }
  }
  const field = found.success
  const why = whyNotWritable(field, request.operation)
  if (why !== undefined && !isKey(field.apiName)) return left(why)
  const sent = { field, column: { ...column, field: field.apiName } }
  return column.findBy !== undefined && isPointer(field)
    ? byFieldOfTarget({ field }, column, column.findBy, targets)
    : { _tag: "sent", settled: sent }
}

/** How good a column says which record is meant: the field's own goes before those that name a field of the other record, and of these the ids. */
const rankOf = ({ settled, through }: Extract<Meaning, { readonly _tag: "sent" }>): number =>
  through === undefined ? 0 : settled.column.findBy === undefined ? 1 : 2

/** Of several ways to the record of a lookup the best goes, and the others stay behind; of ways that are equally good, none does. */
const withoutDoubles = (
  meanings: ReadonlyArray<{ readonly column: ImportColumn; readonly meaning: Meaning }>,
): ReadonlyArray<{ readonly column: ImportColumn; readonly meaning: Meaning }> =>
  meanings.map((each) => {
    const { meaning } = each
    if (meaning._tag !== "sent") return each
    const { field } = meaning.settled.column
    const better = meanings.find(
      ({ meaning: other }) =>
        other._tag === "sent" && other.settled.column.field === field && rankOf(other) < rankOf(meaning),
    )
    return better === undefined
      ? each
      : { ...each, meaning: left(`${better.column.column} already identifies the record`) }
  })

const doubled = (sent: ReadonlyArray<SettledColumn>): ReadonlyArray<ImportFinding> => {
  const byField = Map.groupBy(sent, ({ column }) => column.field)
  return [...byField].flatMap(([field, columns]) => {
    const names = columns.map(({ column }) => column.column)
    return names.length === 1
      ? []
      : [
          stopping({
            kind: "doubled-field",
            field,
            problem: `has more than one column: ${names.join(", ")}`,
            remedy: "Leave all but one of them out.",
          }),
        ]
  })
}

/**
 * Settles what happens to each column: the field that it maps to, by its API name or its label, or why it is not sent,
 * or what is wrong.
 */
export const settleColumns = (
  known: KnownModule,
  request: ImportRequest,
  key: string | undefined,
  columns: ReadonlyArray<ImportColumn>,
  targets: FieldsOfTargets,
): SettledColumns => {
  const meanings = withoutDoubles(
    columns.map((column) => ({ column, meaning: meaningOf(known, request, key, column, targets) })),
  )
  const sent = meanings.flatMap(({ meaning }) => (meaning._tag === "sent" ? [meaning.settled] : []))
  return {
    sent,
    notSent: meanings.flatMap(({ column: { column }, meaning }) =>
      meaning._tag === "notSent" ? [{ column, because: meaning.because }] : [],
    ),
    findings: [
      ...meanings.flatMap(({ meaning }) => (meaning._tag === "wrong" ? [meaning.finding] : [])),
      ...doubled(sent),
    ],
    hints: meanings.flatMap(({ meaning }) =>
      meaning._tag === "sent" && meaning.hint !== undefined ? [meaning.hint] : [],
    ),
  }
}
