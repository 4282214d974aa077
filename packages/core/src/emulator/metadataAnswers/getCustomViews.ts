import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { serviceSuccess } from "../answers/emitters.ts"
import type { View } from "../model/Module.ts"
import { moduleAsked } from "./moduleAsked.ts"

const most = 200

const wholeFrom1 = (text: string | null, usual: number): number =>
  text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : usual

/** A view, as the list of views has it (Zoho's custom-views page): without its criteria. What was described is answered as it was. */
const viewBody = (view: View): Schema.Json => {
  const { criteria: _, ...given } = view.given ?? {}
  return {
    display_value: view.displayValue,
    created_time: null,
    access_type: "public",
    system_name: view.systemName ?? null,
    created_by: null,
    default: view.isDefault,
    modified_time: null,
    name: view.name,
    modified_by: null,
    system_defined: view.systemName !== undefined,
    favorite: null,
    id: view.id,
    category: "public_views",
    ...given,
  }
}

/** `GET /settings/custom_views?module=`, page by page. */
export const getCustomViews = Effect.fnUntraced(function* (query: URLSearchParams) {
  const { views } = yield* moduleAsked(query)
  const page = wholeFrom1(query.get("page"), 1)
  const perPage = Math.min(most, wholeFrom1(query.get("per_page"), most))
  const shown = views.slice((page - 1) * perPage, page * perPage)
  return yield* serviceSuccess({
    custom_views: shown.map(viewBody),
    info: {
      per_page: perPage,
      default: views.find(({ isDefault }) => isDefault)?.id ?? null,
      count: shown.length,
      page,
      more_records: views.length > page * perPage,
    },
  })
})
