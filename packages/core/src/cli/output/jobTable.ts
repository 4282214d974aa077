import { type Criteria, fieldNameOf } from "../../domain/Criteria.ts"
import type { JobState } from "../../domain/JobState.ts"
import type { ModuleReference } from "../../domain/ModuleReference.ts"
import type { ReadJob, ReadResult } from "../../domain/ReadJob.ts"
import type { WriteJob, WriteResource } from "../../domain/WriteJob.ts"
import { nextStep, orUnknown, sumOver } from "./nextStep.ts"
import type { Style } from "./Style.ts"
import { grid, nameAndValue } from "./Table.ts"
import { paragraphs, type Part, type Words } from "./Words.ts"

type Rows = ReadonlyArray<readonly [string, Part]>

const optionalRow = (name: string, value: string | undefined): Rows => (value === undefined ? [] : [[name, value]])

/** Our word for a state, coloured by how good that is; a word that we do not know is shown as Zoho sent it. */
const stateCell = (style: Style, state: JobState, asSent: string): Words => {
  if (state === "completed") return style.good(state)
  if (state === "failed") return style.bad(state)
  if (state === "unrecognized") return style.warning(`${asSent} (not a state that zoho-bulk knows)`)
  return style.warning(state)
}

const moduleName = (module: ModuleReference | undefined): string | undefined => module?.apiName

const criteriaText = (criteria: Criteria): string => {
  if ("group" in criteria) {
    const parts = criteria.group.map((part) => ("group" in part ? `(${criteriaText(part)})` : criteriaText(part)))
    return parts.join(` ${criteria.groupOperator ?? "and"} `)
  }
  const value = typeof criteria.value === "string" ? criteria.value : JSON.stringify(criteria.value ?? null)
  return `${fieldNameOf(criteria) ?? "?"} ${criteria.comparator ?? "?"} ${value}`
}

const createdRow = (job: ReadJob | WriteJob): Rows => {
  const by = job.createdBy?.name ?? job.createdBy?.id
  const when = job.createdTime.replace("T", " ").replace(/([+-]\d\d:\d\d)$/, " $1")
  return [["Created", by === undefined ? when : `${when} by ${by}`]]
}

const pageText = ({ count, moreRecords, page }: ReadResult): string => {
  const more = moreRecords === undefined ? "more pages: unknown" : moreRecords ? "more to come" : "no more pages"
  return `${orUnknown(count)} on page ${page ?? "?"}, ${more}`
}

const readRows = ({ query, result }: ReadJob): Rows => [
  ...optionalRow("Module", moduleName(query?.module)),
  ...optionalRow("Fields", query?.fields?.join(", ")),
  ...optionalRow("Where", query?.criteria === undefined ? undefined : criteriaText(query.criteria)),
  ...optionalRow("View", query?.cvid),
  ...optionalRow("Rows", result?.count === undefined ? undefined : pageText(result)),
]

const writeRows = (job: WriteJob): Rows => {
  const { resource = [] } = job
  const modules = resource.map(({ module }) => moduleName(module) ?? "?").join(", ")
  const counts = `${orUnknown(sumOver(job, "addedCount"))} added, ${orUnknown(sumOver(job, "updatedCount"))} updated, ${orUnknown(sumOver(job, "skippedCount"))} skipped`
  const hasFiles = resource.some(({ file }) => file?.totalCount !== undefined)
  return [
    ...optionalRow("Module", resource.length === 0 ? undefined : modules),
    ...optionalRow("Rows", hasFiles ? `${counts}, of ${orUnknown(sumOver(job, "totalCount"))}` : undefined),
  ]
}

const fileCells = ({ file, module, state }: WriteResource): ReadonlyArray<string | number> => [
  file?.name ?? "-",
  moduleName(module) ?? "-",
  file?.state ?? state ?? "-",
  file?.addedCount ?? "-",
  file?.updatedCount ?? "-",
  file?.skippedCount ?? "-",
  file?.totalCount ?? "-",
]

const fileGrid = (style: Style, job: ReadJob | WriteJob): Words | undefined => {
  const resources = job.kind === "write" ? (job.resource ?? []) : []
  if (!resources.some(({ file }) => file !== undefined)) return undefined
  const headings = ["File", "Module", "State", "Added", "Updated", "Skipped", "Total"]
  return grid(style, headings, resources.map(fileCells))
}

const unexpectedRow = ({ unexpected }: ReadJob | WriteJob): Rows =>
  optionalRow("Unexpected", unexpected.length === 0 ? undefined : unexpected.join(", "))

/** The details of a job, to be read at a glance. */
export const jobTable = (style: Style, job: ReadJob | WriteJob): Words => {
  const what = job.operation === undefined || job.operation === job.kind ? "" : ` (${job.operation})`
  const rows: Rows = [
    ["Job", style.strong(job.id)],
    ["Kind", `${job.kind}${what}`],
    ["State", stateCell(style, job.state, job.stateAsSent)],
    ...(job.kind === "read" ? readRows(job) : writeRows(job)),
    ...createdRow(job),
    ...unexpectedRow(job),
    ["Next", nextStep(style, job)],
  ]
  const files = fileGrid(style, job)
  return paragraphs([nameAndValue(style, rows), ...(files === undefined ? [] : [files])])
}
