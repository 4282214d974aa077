import * as Schema from "effect/Schema"

/**
 * What an object from Zoho contained in addition to its typed fields, verbatim and under Zoho's names: keys that are
 * new to us, and known ones whose value had another type. Absent if there was nothing of the kind.
 *
 * **Example** (A key that is new in a job's result)
 *
 * ```ts
 * import type { Job, ReadJob } from "@zoho-bulk/core"
 *
 * const keysOf = (unknown: Job.UnknownFields): ReadonlyArray<string> => Object.keys(unknown)
 *
 * export const newKeys = ({ result }: ReadJob) => keysOf(result?.unknownFields ?? {})
 * ```
 *
 * @category models
 */
export const UnknownFields = Schema.Record(Schema.String, Schema.Json)

/** @category models */
export type UnknownFields = typeof UnknownFields.Type

/** The optional key that carries {@link UnknownFields} in every object decoded from Zoho. */
export const withUnknownFields = {
  /** What Zoho sent in addition to these keys, verbatim. */
  unknownFields: Schema.optionalKey(UnknownFields),
}
