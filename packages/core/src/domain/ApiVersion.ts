import * as Schema from "effect/Schema"

/**
 * The versions of Zoho CRM's bulk API, oldest first.
 *
 * **Example** (The newest version)
 *
 * ```ts
 * import { Settings } from "@zoho-bulk/core"
 *
 * export const newest = Settings.apiVersions.at(-1)
 * ```
 *
 * @category models
 */
export const apiVersions = ["v2", "v2.1", "v3", "v4", "v5", "v6", "v7", "v8"] as const

/**
 * A version of Zoho CRM's bulk API; `v8` is the default.
 *
 * **Details**
 *
 * All versions share their paths. v2 spells a module as a string and a criterion's field as
 * `api_name`; from v2.1 on both are objects; v7 adds page tokens. (Recorded job details of v2 and
 * v2.1; Zoho's bulk-read pages for v3 to v8.)
 *
 * **Example** (A version from a file of settings)
 *
 * ```ts
 * import { Settings } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * export const Options = Schema.Struct({ apiVersion: Settings.ApiVersion })
 * ```
 *
 * @category models
 */
export const ApiVersion = Schema.Literals(apiVersions)

/** @category models */
export type ApiVersion = typeof ApiVersion.Type

/** The version used if none is set. */
export const defaultApiVersion: ApiVersion = "v8"

/** Reads a version as people write it: `v2.1`, `V8`, `8`. Returns `undefined` for anything else. */
export const parseApiVersion = (input: string): ApiVersion | undefined => {
  const spelled = input.trim().toLowerCase().replace(/^v?/, "v")
  return apiVersions.find((version) => version === spelled)
}
