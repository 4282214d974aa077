import * as Schema from "effect/Schema"

/**
 * What an object of Zoho's held beside its typed fields, verbatim and under Zoho's names: keys that are new to us, and
 * known ones whose value had another type. Absent when there is nothing of the kind.
 *
 * @category models
 */
export const UnknownFields = Schema.Record(Schema.String, Schema.Json)

/** @category models */
export type UnknownFields = typeof UnknownFields.Type

/** The optional key that carries {@link UnknownFields} in every object decoded from Zoho. */
export const withUnknownFields = { unknownFields: Schema.optionalKey(UnknownFields) }
