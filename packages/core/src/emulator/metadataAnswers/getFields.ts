import * as Effect from "effect/Effect"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { serviceSuccess } from "../answers/emitters.ts"
import type { Field } from "../model/Field.ts"
import { fieldOf, type Module } from "../model/Module.ts"
import { fieldBody, recordIdField } from "./fieldBody.ts"
import { moduleAsked } from "./moduleAsked.ts"

/** What is no field in Zoho's metadata has no id. */
const listed = (module: Module): ReadonlyArray<Field> => {
  const fields = module.fields.filter(({ id }) => id !== undefined)
  return fields.length === 0 || fieldOf(module, "id") !== undefined ? fields : [...fields, recordIdField(module)]
}

/** `GET /settings/fields?module=`: the fields that layouts use, unless `type` asks for others. */
export const getFields = Effect.fnUntraced(function* (version: ApiVersion, query: URLSearchParams) {
  const module = yield* moduleAsked(query, 400)
  const type = query.get("type") ?? "used"
  const fields = listed(module).filter(({ isUsed }) => type === "all" || isUsed === (type !== "unused"))
  return yield* serviceSuccess({ fields: fields.map((field) => fieldBody(field, version)) })
})
