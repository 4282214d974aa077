import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { serviceSuccess } from "../answers/emitters.ts"
import { fieldOf, type Layout, type Module } from "../model/Module.ts"
import { moduleAsked } from "./moduleAsked.ts"

const sectionsBody = (module: Module, { fields }: Layout): Schema.Json => [
  {
    display_label: `${module.singularLabel ?? module.apiName} Information`,
    sequence_number: 1,
    issubformsection: false,
    column_count: 2,
    name: `${module.singularLabel ?? module.apiName} Information`,
    generated_type: "system_defined",
    api_name: `${module.apiName}_Information`,
    type: "used",
    fields: fields.map(({ apiName, isRequired }, index) => {
      const field = fieldOf(module, apiName)
      return {
        api_name: apiName,
        field_label: field?.label ?? apiName,
        data_type: field?.dataType ?? "text",
        id: field?.id ?? null,
        required: isRequired,
        read_only: field?.isReadOnly ?? false,
        sequence_number: index + 1,
      }
    }),
  },
]

/** A layout with its sections, and in them the fields that it makes mandatory (Zoho's layouts page); what was described is answered as it was. */
const layoutBody = (module: Module, layout: Layout): Schema.Json => ({
  id: layout.id,
  name: layout.name,
  display_label: layout.name,
  status: layout.status ?? "active",
  visible: layout.isVisible,
  has_more_profiles: false,
  created_time: null,
  modified_time: null,
  profiles: [],
  ...(layout.given === undefined ? { sections: sectionsBody(module, layout) } : layout.given),
})

/** `GET /settings/layouts?module=`. */
export const getLayouts = Effect.fnUntraced(function* (query: URLSearchParams) {
  const module = yield* moduleAsked(query)
  return yield* serviceSuccess({ layouts: module.layouts.map((layout) => layoutBody(module, layout)) })
})
