import type { CsvRow } from "../../formats/csv.ts"
import { type Field, isLookup, isWritten, type Value } from "../model/Field.ts"
import { mandatoryFields, recordId } from "../model/Module.ts"
import { moduleNamed } from "../model/Records.ts"
import type {
  PlannedMapping,
  PlannedResource,
  RowError,
  RowOutcome,
  WriteOutcome,
  WritePlan,
} from "../model/WritePlan.ts"
import type { RecordDraft } from "./RecordDraft.ts"
import { recordExists, uniqueFieldOf } from "./findRecord.ts"
import { readCell } from "./readCell.ts"
import { userId } from "./users.ts"

/** The rows of the resources before this one, and what became of them: where children find their parents. */
interface Parent {
  readonly resource: PlannedResource
  readonly outcomes: ReadonlyArray<RowOutcome>
}

const skip = (code: string, apiName: string): RowOutcome => ({
  status: "SKIPPED",
  recordId: "",
  errors: [{ code, apiName }],
})

/** The text of a cell, or the mapping's default where it is empty. */
const textOf = (mapping: PlannedMapping, row: CsvRow): string => {
  const cell = mapping.index === undefined ? "" : (row[mapping.index] ?? "").trim()
  const { defaultValue: given } = mapping
  if (cell !== "" || given === undefined || given === null) return cell
  const value = typeof given === "object" && "value" in given ? given.value : given
  return typeof value === "object" ? "" : String(value)
}

const lookupValue = (
  draft: RecordDraft,
  field: Field,
  mapping: PlannedMapping,
  text: string,
  parents: ReadonlyArray<Parent>,
): string | undefined => {
  if (field.lookupModule === undefined || field.lookupModule === "Users") return userId(text)
  const { parentColumnIndex } = mapping
  if (parentColumnIndex !== undefined) {
    const parent = parents.find(({ resource }) => resource.module.apiName === field.lookupModule)
    const at = parent?.resource.rows.findIndex((row) => row[parentColumnIndex]?.trim() === text) ?? -1
    return parent?.outcomes[at]?.recordId || undefined
  }
  const module = moduleNamed(draft.records, field.lookupModule)
  if (module === undefined) return undefined
  if (mapping.findBy === undefined || mapping.findBy === "id") {
    return recordExists(draft.records, module.apiName, text) ? text : undefined
  }
  const unique = uniqueFieldOf(module, mapping.findBy)
  const n = unique === undefined ? undefined : draft.find(module, unique, text)
  return n === undefined ? undefined : recordId(module, n)
}

/** What is the same for all rows of a resource. */
interface Around {
  readonly parents: ReadonlyArray<Parent>
  /** The fields that a new record has to have. */
  readonly mandatory: ReadonlySet<string>
}

interface ReadRow {
  readonly values: Record<string, Value>
  readonly errors: ReadonlyArray<RowError>
}

const readRow = (
  draft: RecordDraft,
  resource: PlannedResource,
  row: CsvRow,
  { mandatory, parents }: Around,
  isExisting: boolean,
): ReadRow => {
  const values: Record<string, Value> = {}
  const errors: Array<RowError> = []
  for (const mapping of resource.mappings) {
    const { apiName, target } = mapping
    if (target === "id" || target === "layout" || !isWritten(target, !isExisting)) continue
    const text = textOf(mapping, row)
    if (text === "") {
      if (resource.ignoreEmpty && isExisting) continue
      if (mandatory.has(apiName)) errors.push({ code: "MANDATORY_NOT_FOUND", apiName })
      else if (!resource.ignoreEmpty) values[apiName] = null
      continue
    }
    const value = isLookup(target.dataType)
      ? lookupValue(draft, target, mapping, text, parents)
      : readCell(target, text, mapping.format)
    if (value === undefined) errors.push({ code: "INVALID_DATA", apiName })
    else values[apiName] = value
  }
  return { values, errors }
}

/** The unique fields of a row whose values other records have. */
const findDuplicates = (
  draft: RecordDraft,
  resource: PlannedResource,
  row: ReadRow,
  self: number | undefined,
): ReadonlyArray<RowError> =>
  resource.module.fields.flatMap((field) => {
    const value = row.values[field.apiName]
    if (!field.isUnique || value === undefined || value === null) return []
    const found = draft.find(resource.module, field, String(value))
    return found === undefined || found === self ? [] : [{ code: "DUPLICATE_DATA", apiName: field.apiName }]
  })

const findExisting = (
  draft: RecordDraft,
  { findBy, mappings, module }: PlannedResource,
  row: CsvRow,
): number | undefined => {
  const unique = findBy === undefined ? undefined : uniqueFieldOf(module, findBy)
  const mapping = mappings.find(({ apiName }) => apiName.toLowerCase() === findBy?.toLowerCase())
  if (unique === undefined || mapping === undefined) return undefined
  const text = textOf(mapping, row)
  return text === "" ? undefined : draft.find(module, unique, text)
}

/** Validates one row and writes it: insert skips what exists, update what does not, upsert does what fits. */
const writeRow = (
  draft: RecordDraft,
  operation: WritePlan["operation"],
  resource: PlannedResource,
  row: CsvRow,
  around: Around,
): RowOutcome => {
  const found = findExisting(draft, resource, row)
  const { findBy = "id", module } = resource
  if (operation === "insert" && found !== undefined) return skip("DUPLICATE_DATA", findBy)
  if (operation === "update" && found === undefined) return skip("RESOURCE_NOT_FOUND", findBy)
  const read = readRow(draft, resource, row, around, found !== undefined)
  const errors = [...read.errors, ...findDuplicates(draft, resource, read, found)]
  if (found === undefined) {
    const isRead = (name: string) => name in read.values || errors.some(({ apiName }) => apiName === name)
    const missing = [...around.mandatory].filter((apiName) => !isRead(apiName))
    errors.push(...missing.map((apiName) => ({ code: "MANDATORY_NOT_FOUND", apiName })))
  }
  if (errors.length > 0) return { status: "SKIPPED", recordId: "", errors }
  return found === undefined
    ? { status: "ADDED", recordId: draft.insert(module, read.values), errors }
    : { status: "UPDATED", recordId: draft.update(module, found, read.values), errors }
}

/** Writes all rows of a job, in order. */
export const writeRows = (draft: RecordDraft, { operation, resources }: WritePlan): WriteOutcome => {
  const parents: Array<Parent> = []
  for (const resource of resources) {
    const mandatory = new Set(mandatoryFields(resource.module).map(({ apiName }) => apiName))
    const outcomes = resource.rows.map((row) => writeRow(draft, operation, resource, row, { parents, mandatory }))
    parents.push({ resource, outcomes })
  }
  return parents.map(({ outcomes }) => outcomes)
}
