/**
 * What an answer from Zoho means, whatever it is about.
 *
 * **Example** (The codes of one meaning)
 *
 * ```ts
 * import { type Meaning, zohoCodes } from "@zoho-bulk/core/wire"
 *
 * export const codesFor = (wanted: Meaning): ReadonlyArray<string> =>
 *   Object.keys(zohoCodes).filter((code) => zohoCodes[code]?.meaning === wanted)
 * ```
 *
 * @category models
 */
export type Meaning =
  | "token-refused"
  | "scope-missing"
  | "permission-denied"
  | "not-found"
  | "throttled"
  | "failing"
  | "not-accepted"

/**
 * One of Zoho's codes: what it means and, if there is more to say than for all codes of that meaning, what to do about
 * it.
 *
 * **Example** (Whether a code is about the token)
 *
 * ```ts
 * import type { ZohoCode } from "@zoho-bulk/core/wire"
 *
 * export const isOfToken = ({ meaning }: ZohoCode): boolean =>
 *   meaning === "token-refused" || meaning === "scope-missing"
 * ```
 *
 * @category models
 */
export interface ZohoCode {
  /** What it means. */
  readonly meaning: Meaning
  /** What to do about it; absent if the meaning says enough. */
  readonly remedy?: string
}

const refused = (remedy?: string): ZohoCode => ({
  meaning: "not-accepted",
  ...(remedy === undefined ? {} : { remedy }),
})

const checkCriteria = "Check the condition that Zoho's details name: its field, comparator and value must fit together."
const checkCallback = "Give an address that Zoho can reach, and the method post."
const checkMapping = "Check the field mappings: every field by its API name, every column by its index from 0."
const checkBody = "Check the request against Zoho's page on this operation."

/**
 * Zoho's codes for bulk jobs, from its pages, SDKs 2.0 to 8 and OpenAPI documents. They take precedence over the HTTP
 * status: AUTHORIZATION_FAILED comes with 400, RESOURCE_NOT_FOUND with 404 or 400, TOO_MANY_REQUESTS with 429 or 400.
 *
 * **Example** (What to do about a code)
 *
 * ```ts
 * import { zohoCodes } from "@zoho-bulk/core/wire"
 *
 * export const remedyFor = (code: string): string | undefined => zohoCodes[code]?.remedy
 * ```
 *
 * @category models
 */
export const zohoCodes: Readonly<Record<string, ZohoCode>> = {
  AUTHENTICATION_FAILURE: { meaning: "token-refused" },
  INVALID_TOKEN: { meaning: "token-refused" },
  OAUTH_SCOPE_MISMATCH: { meaning: "scope-missing" },
  NO_PERMISSION: { meaning: "permission-denied" },
  AUTHORIZATION_FAILED: { meaning: "permission-denied" },
  RESOURCE_NOT_FOUND: { meaning: "not-found" },
  TOO_MANY_REQUESTS: { meaning: "throttled" },
  INTERNAL_ERROR: { meaning: "failing" },
  INTERNAL_SERVER_ERROR: { meaning: "failing" },

  INVALID_URL_PATTERN: refused("Check ZOHO_API_VERSION and ZOHO_API_DOMAIN: this host does not know the path."),
  INVALID_REQUEST_METHOD: refused(
    "Something between here and Zoho has changed the request's method; look for a proxy.",
  ),

  MEDIA_TYPE_NOT_SUPPORTED: refused("Something between here and Zoho has changed the content type; look for a proxy."),
  REQUEST_BODY_NOT_READABLE: refused(checkBody),
  REQUEST_BODY_IS_EMPTY: refused(checkBody),
  REQUEST_BODY_NOT_SUPPORTED: refused(checkBody),
  INVALID_REQUEST: refused(checkBody),
  INVALID_SERVICE_NAME: refused(checkBody),
  INVALID_BULK_OPERATION: refused(checkBody),
  JOB_NOT_SUPPORTED: refused(checkBody),
  QUERY_NOT_SUPPORTED: refused(checkBody),
  NOT_SUPPORTED_FEATURE: refused(checkBody),
  INVALID_DATA: refused(checkBody),
  MANDATORY_NOT_FOUND: refused("Add what Zoho's details say is missing; an update or upsert needs findBy."),
  MISSING_REQUIRED_KEY: refused("Add the key that Zoho's details name."),
  BAD_REQUEST: refused(checkBody),
  LIMIT_REACHED: refused("Ask for less at once; Zoho's details name the limit."),
  ALREADY_USED: refused(checkBody),
  NOT_ALLOWED: refused(checkBody),
  "Not Modified": refused(checkBody),

  MODULE_NOT_AVAILABLE: refused("Check the module's API name, under Setup, Developer Space, APIs in Zoho CRM."),
  MODULE_NOT_SUPPORTED: refused(
    "Bulk jobs do not support this module, nor Notes, Attachments and Emails; use another API.",
  ),
  CVID_NOT_SUPPORTED: refused("Check the id of the custom view, and that it belongs to the module."),
  INVALID_CALLBACK_URL: refused(checkCallback),
  INVALID_CALLBACK_METHOD: refused(checkCallback),
  CALLBACK_FAILURE: refused(checkCallback),
  JOIN_LIMIT_EXCEEDED: refused("Read fewer fields through lookups (those with a dot in their name)."),
  FIELD_NOT_AVAILABLE: refused("Leave out the field that Zoho's details name, or check its API name."),
  FIELD_NOT_SUPPORTED: refused("Leave out the field that Zoho's details name: bulk read does not support it."),
  PAGE_NOT_SUPPORTED: refused("From v7 on, ask for the next page by its token."),
  PAGE_RANGE_EXCEEDED: refused("There is no such page; from v7 on, ask for the next page by its token."),
  EXPIRED_VALUE: refused("Page tokens last 24 hours: begin again with the first page."),

  CRITERIA_NOT_SUPPORTED: refused(checkCriteria),
  INVALID_CRITERIA: refused(checkCriteria),
  AMBIGUOUS_CRITERIA: refused(checkCriteria),
  AMBIGUOUS_GROUP_IN_CRITERIA: refused(checkCriteria),
  CRITERIA_LIMIT_EXCEEDED: refused("Use fewer conditions; those of the custom view count too."),
  GROUP_OPERATOR_NOT_SUPPORTED: refused(checkCriteria),
  FIELD_IN_CRITERIA_NOT_SUPPORTED: refused(checkCriteria),
  FIELD_IN_CRITERIA_NOT_AVAILABLE: refused(checkCriteria),
  FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE: refused(checkCriteria),
  FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED: refused(checkCriteria),
  FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE: refused(checkCriteria),
  COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE: refused(checkCriteria),
  COMPARATOR_AND_ENCRYPTED_VALUE_IN_CRITERIA_NOT_COMPATIBLE: refused(checkCriteria),
  VALUE_IN_CRITERIA_NOT_SUPPORTED: refused(checkCriteria),
  VALUE_TYPE_NOT_SUPPORTED: refused(checkCriteria),
  VALUE_LIMIT_EXCEEDED_IN_CRITERIA: refused("Compare with fewer values at once; Zoho's details name the limit."),

  INVALID_FILE_FORMAT: refused("Pack the CSV file, header row first, into a zip archive."),
  FILE_TOO_LARGE: refused("Split the rows into several files; Zoho accepts 25,000 rows and 25 MB in each."),
  FILE_NOT_SUPPORTED: refused("Pack the CSV file, header row first, into a zip archive."),
  INVALID_FILE_ID: refused("Upload the file again, and use the new id."),
  FILE_NOT_FOUND: refused("Upload the file again, and use the new id."),

  MANDATORY_FIELDS_NOT_MAPPED: refused("Map a column to every mandatory field of the module's layout."),
  INVALID_FIELD: refused(checkMapping),
  INVALID_FIELD_NAME: refused(checkMapping),
  INVALID_FORMAT: refused("Check the format of the mapping, such as yyyy/MM/dd."),
  HEADER_LIMIT_EXCEEDED: refused("Map at most 200 columns."),
  COLUMN_INDEX_NOT_FOUND: refused(checkMapping),
  COEXISTENCE_NOT_ALLOWED: refused("Leave out one of the keys that Zoho's details name."),
}
