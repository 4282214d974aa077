import * as Schema from "effect/Schema"
import { type UnknownFields, withUnknownFields } from "./UnknownFields.ts"

/**
 * A field that a criterion speaks of. `id` is null for fields without one, such as `$converted`.
 *
 * @category models
 */
export const FieldReference = Schema.Struct({
  apiName: Schema.optionalKey(Schema.String),
  id: Schema.optionalKey(Schema.NullOr(Schema.String)),
  ...withUnknownFields,
})

/** @category models */
export type FieldReference = typeof FieldReference.Type

/**
 * One condition of a read job: a field, a comparator, a value.
 *
 * **Details**
 *
 * v2 names the field in `apiName`, later versions in `field`; {@link fieldNameOf} reads both.
 *
 * @category models
 */
export const Criterion = Schema.Struct({
  apiName: Schema.optionalKey(Schema.String),
  field: Schema.optionalKey(FieldReference),
  comparator: Schema.optionalKey(Schema.String),
  value: Schema.optionalKey(Schema.Json),
  type: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type Criterion = typeof Criterion.Type

/**
 * Conditions joined by `and` or `or`; groups nest.
 *
 * @category models
 */
export interface CriteriaGroup {
  readonly group: ReadonlyArray<Criteria>
  readonly groupOperator?: string
  readonly unknownFields?: UnknownFields
}

/**
 * What a read job selects by: a single condition or a group of them.
 *
 * @category models
 */
export type Criteria = Criterion | CriteriaGroup

const suspendedCriteria = Schema.suspend((): Schema.Codec<Criteria> => Criteria)

/** @category models */
export const CriteriaGroup = Schema.Struct({
  group: Schema.Array(suspendedCriteria),
  groupOperator: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export const Criteria: Schema.Codec<Criteria> = Schema.Union([CriteriaGroup, Criterion])

/** Returns the API name of a criterion's field, whichever way its version spells it. */
export const fieldNameOf = (criterion: Criterion): string | undefined => criterion.field?.apiName ?? criterion.apiName
