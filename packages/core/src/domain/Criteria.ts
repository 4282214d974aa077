import * as Schema from "effect/Schema"
import { type UnknownFields, withUnknownFields } from "./UnknownFields.ts"

/**
 * A field that a criterion is about, as versions after v2 spell it.
 *
 * **Example** (The fields that a condition is about)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const apiNameOf = ({ apiName, id }: Job.FieldReference): string =>
 *   apiName ?? `the field ${id ?? "without an id"}`
 * ```
 *
 * @category models
 */
export const FieldReference = Schema.Struct({
  /** The API name of the field, such as `Last_Name`. */
  apiName: Schema.optionalKey(Schema.String),
  /** The id of the field; null for a field without one, such as `$converted` (v7 page). */
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
 * **Example** (One condition as text)
 *
 * ```ts
 * import { Job } from "@zoho-bulk/core"
 *
 * export const inWords = (criterion: Job.Criterion): string =>
 *   `${Job.fieldNameOf(criterion)} ${criterion.comparator} ${JSON.stringify(criterion.value)}`
 * ```
 *
 * @category models
 */
export const Criterion = Schema.Struct({
  /** The API name of the field, as v2 spells it. */
  apiName: Schema.optionalKey(Schema.String),
  /** The field, as later versions spell it. */
  field: Schema.optionalKey(FieldReference),
  /** Zoho's word for how the field is compared, such as `equal` or `starts_with`. */
  comparator: Schema.optionalKey(Schema.String),
  /** What the field is compared with: text, a number, true or false, or a list. */
  value: Schema.optionalKey(Schema.Json),
  /** What kind of value it is, such as `value`; from v8 on. */
  type: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type Criterion = typeof Criterion.Type

/**
 * Conditions joined by `and` or `or`; groups nest.
 *
 * **Example** (How many conditions a job has)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * const inGroup = ({ group }: Job.CriteriaGroup): number =>
 *   group.reduce((sum, each) => sum + count(each), 0)
 *
 * export const count = (criteria: Job.Criteria): number =>
 *   "group" in criteria ? inGroup(criteria) : 1
 * ```
 *
 * @category models
 */
export interface CriteriaGroup {
  /** The conditions that are joined. */
  readonly group: ReadonlyArray<Criteria>
  /** Zoho's word for how they are joined: `and` or `or`. */
  readonly groupOperator?: string
  /** What Zoho sent in addition to these keys, verbatim. */
  readonly unknownFields?: UnknownFields
}

/**
 * What a read job selects by, as Zoho shows it: a single condition or a group of them.
 *
 * **Example** (The condition that a job was ordered with)
 *
 * ```ts
 * import type { Job, ReadJob } from "@zoho-bulk/core"
 *
 * export const criteriaOf = ({ query }: ReadJob): Job.Criteria | undefined => query?.criteria
 * ```
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

/**
 * Returns the API name of a criterion's field, however the API version spells it, or `undefined` if Zoho named none.
 *
 * **Example** (v2, and later versions)
 *
 * ```ts
 * import { Job } from "@zoho-bulk/core"
 *
 * export const names = [
 *   Job.fieldNameOf({ apiName: "Last_Name" }),
 *   Job.fieldNameOf({ field: { apiName: "Last_Name" } }),
 * ]
 * ```
 *
 * @category getters
 */
export const fieldNameOf = (criterion: Criterion): string | undefined => criterion.field?.apiName ?? criterion.apiName
