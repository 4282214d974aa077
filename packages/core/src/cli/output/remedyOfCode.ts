import type { RequestNotAccepted } from "../../failure/Refusal.ts"
import { own } from "../../domain/own.ts"

const readRequest = "Zoho's message says what it does not accept; --explain shows the request."

const aboutColumns = (listFields: string): string =>
  `Rename the column that Zoho names, send it to another field with --map 'Column=Field', or leave it out with --map 'Column='. ${listFields}`

const checkFindBy = (listFields: string): string =>
  `Give --find-by a unique field of the module by its API name, such as id. ${listFields}`

const checkWhere = (listFields: string): string =>
  `Check --where: field, comparator and value must fit each other (docs/where.md). ${listFields}`

const uploadAgain = "Zoho no longer has the uploaded file: start the import again."

/** What to do about one of Zoho's codes by the flags of the command; `listFields` is a sentence on which fields there are. */
const byCode: Readonly<Record<string, (listFields: string) => string>> = {
  REQUEST_BODY_NOT_READABLE: () => readRequest,
  REQUEST_BODY_IS_EMPTY: () => readRequest,
  REQUEST_BODY_NOT_SUPPORTED: () => readRequest,
  INVALID_REQUEST: () => readRequest,
  INVALID_SERVICE_NAME: () => readRequest,
  INVALID_BULK_OPERATION: () => readRequest,
  JOB_NOT_SUPPORTED: () => readRequest,
  QUERY_NOT_SUPPORTED: () => readRequest,
  NOT_SUPPORTED_FEATURE: () => readRequest,
  INVALID_DATA: () => readRequest,
  BAD_REQUEST: () => readRequest,
  ALREADY_USED: () => readRequest,
  NOT_ALLOWED: () => readRequest,
  "Not Modified": () => readRequest,
  INVALID_CALLBACK_URL: () => readRequest,
  INVALID_CALLBACK_METHOD: () => readRequest,
  CALLBACK_FAILURE: () => readRequest,
  MANDATORY_NOT_FOUND: () => "Add what Zoho's details say is missing; update and upsert need --find-by.",
  CVID_NOT_SUPPORTED: () => "Check --view: it must name a custom view of the module.",
  JOIN_LIMIT_EXCEEDED: () => "Name fewer fields with a dot in --fields: they are read through lookups.",
  FIELD_NOT_AVAILABLE: (listFields) => `Leave the field that Zoho's details name out of --fields. ${listFields}`,
  FIELD_NOT_SUPPORTED: () => "Leave the field that Zoho's details name out of --fields, or add --drop-refused-fields.",
  PAGE_NOT_SUPPORTED: () => "Choose --api-version v7 or later: its pages have no limit.",
  PAGE_RANGE_EXCEEDED: () => "Choose --api-version v7 or later: its pages have no limit.",
  EXPIRED_VALUE: () => "The export was started more than 24 hours ago: start it again.",
  CRITERIA_LIMIT_EXCEEDED: () => "Put fewer conditions into --where; those of --view count too.",
  VALUE_LIMIT_EXCEEDED_IN_CRITERIA: () =>
    "Compare with fewer values at once in --where; Zoho's details name the limit.",
  CRITERIA_NOT_SUPPORTED: checkWhere,
  INVALID_CRITERIA: checkWhere,
  AMBIGUOUS_CRITERIA: checkWhere,
  AMBIGUOUS_GROUP_IN_CRITERIA: checkWhere,
  GROUP_OPERATOR_NOT_SUPPORTED: checkWhere,
  FIELD_IN_CRITERIA_NOT_SUPPORTED: checkWhere,
  FIELD_IN_CRITERIA_NOT_AVAILABLE: checkWhere,
  FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE: checkWhere,
  FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED: checkWhere,
  FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE: checkWhere,
  COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE: checkWhere,
  COMPARATOR_AND_ENCRYPTED_VALUE_IN_CRITERIA_NOT_COMPATIBLE: checkWhere,
  VALUE_IN_CRITERIA_NOT_SUPPORTED: checkWhere,
  VALUE_TYPE_NOT_SUPPORTED: checkWhere,
  INVALID_FILE_FORMAT: () => "Check that the file is CSV and starts with a header, and import it again.",
  FILE_NOT_SUPPORTED: () => "Check that the file is CSV and starts with a header, and import it again.",
  INVALID_FILE_ID: () => uploadAgain,
  FILE_NOT_FOUND: () => uploadAgain,
  MANDATORY_FIELDS_NOT_MAPPED: (listFields) =>
    `Give the file a column for each field that the layout makes mandatory; --check says which are missing. ${listFields}`,
  INVALID_FIELD: aboutColumns,
  INVALID_FIELD_NAME: aboutColumns,
  COLUMN_INDEX_NOT_FOUND: aboutColumns,
  INVALID_FORMAT: () => "Give the format of the column's dates: --date-format 'Closing Date=dd/MM/yyyy'.",
  HEADER_LIMIT_EXCEEDED: () => "Send at most 200 columns: --only names those to send.",
}

/**
 * What to do about a request that Zoho does not accept, in the words of the command; nothing if the library's own words
 * fit.
 */
export const remedyOfCode = ({ about, code, request }: RequestNotAccepted, startedAs: string): string | undefined => {
  const listFields = `${startedAs} fields ${request.module ?? "MODULE"} lists the fields.`
  if (about === "findBy") return checkFindBy(listFields)
  return code === undefined ? undefined : own(byCode, code)?.(listFields)
}
