import * as Predicate from "effect/Predicate"
import type { ModuleReference } from "../domain/ModuleReference.ts"
import { nullableId, text } from "./scalars.ts"
import type { WireCodec } from "./WireCodec.ts"
import { type FieldsOf, optional, wireObject } from "./WireObject.ts"

const fields = {
  apiName: optional("api_name", text),
  id: optional("id", nullableId),
} satisfies FieldsOf<ModuleReference, "sentAs">

const object = wireObject(fields, () => ({
  sentAs: "object" as const,
}))

/** `"Leads"` in v2, `{"api_name": "Leads", "id": "…"}` from v2.1 on (both recorded). */
export const moduleReference: WireCodec<ModuleReference> = {
  read: (json, unexpected) =>
    Predicate.isString(json) ? { sentAs: "name", apiName: json } : object.read(json, unexpected),
  encode: (module) =>
    module.sentAs === "name" ? (module.apiName ?? "") : object.encode({ ...module, sentAs: "object" }),
}
