import * as Predicate from "effect/Predicate"
import type { Criteria, CriteriaGroup, Criterion, FieldReference } from "../domain/Criteria.ts"
import { json, nullableId, text } from "./scalars.ts"
import { list, suspended, Unreadable, type WireCodec } from "./WireCodec.ts"
import { type FieldsOf, optional, required, wireObject } from "./WireObject.ts"

const fieldReference = wireObject({
  apiName: optional("api_name", text),
  id: optional("id", nullableId),
} satisfies FieldsOf<FieldReference>)

/** v2 names the field in `api_name`, later versions in `field`; v8 adds `type`. */
const criterion: WireCodec<Criterion> = wireObject({
  apiName: optional("api_name", text),
  field: optional("field", fieldReference),
  comparator: optional("comparator", text),
  value: optional("value", json),
  type: optional("type", text),
} satisfies FieldsOf<Criterion>)

const criteriaGroup: WireCodec<CriteriaGroup> = wireObject({
  group: required("group", list(suspended(() => criteria))),
  groupOperator: optional("group_operator", text),
} satisfies FieldsOf<CriteriaGroup>)

const isGroup = (value: Criteria): value is CriteriaGroup => "group" in value

/** A single criterion, or a group of them. A `group` that holds anything else stays an unknown field of a criterion. */
export const criteria: WireCodec<Criteria> = {
  read: (value, unexpected) => {
    if (!Predicate.hasProperty(value, "group")) return criterion.read(value, unexpected)
    const since = unexpected.length
    const group = criteriaGroup.read(value, unexpected)
    if (!(group instanceof Unreadable) || group.fault.isNumericId) return group
    unexpected.length = since
    unexpected.push(["group"])
    return criterion.read(value, unexpected)
  },
  encode: (value) => (isGroup(value) ? criteriaGroup.encode(value) : criterion.encode(value)),
}
