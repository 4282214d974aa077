import * as Effect from "effect/Effect"
import { checkModule } from "../connection/checkModule.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { CustomView } from "../domain/organization/CustomView.ts"
import { customViewsPage } from "../wire/metadata/customViews.ts"
import { operations } from "../wire/Operation.ts"
import { askForAll } from "./askForAll.ts"
import { isViews } from "./cache/answerForms.ts"
import { answerOf, type Question } from "./cache/answerOf.ts"
import { type MetadataFailure, type MetadataOptions, readRefresh } from "./MetadataOptions.ts"

/** The question which views a module has, and how its answer is stored. */
export const viewsQuestion = (module: string): Question<ReadonlyArray<CustomView>> => ({
  name: `views-${module}`,
  isAnswer: isViews,
  ask: askForAll(operations.getCustomViews, { module, query: { module } }, customViewsPage, ({ id }) => id),
})

/**
 * Gets the custom views of a module; their ids narrow exports.
 *
 * **Details**
 *
 * Costs one API credit for each page of views, if they are not known yet. It needs the scope
 * `ZohoCRM.settings.custom_views.READ` or `ZohoCRM.settings.ALL`.
 *
 * **Example** (An export of a view by its name)
 *
 * ```ts
 * import { exportModule, Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const hotLeads = Effect.fnUntraced(function* (name: string) {
 *   const views = yield* Metadata.getCustomViews("Leads")
 *   const view = yield* Effect.fromResult(Metadata.findView({ module: "Leads", views }, name))
 *   return yield* exportModule({ module: "Leads", cvid: view.id })
 * })
 * ```
 *
 * @category operations
 */
export const getCustomViews = Effect.fnUntraced(function* (
  module: string,
  options: MetadataOptions = {},
): Effect.fn.Return<ReadonlyArray<CustomView>, MetadataFailure, ZohoConnection> {
  const question = viewsQuestion(yield* checkModule(module))
  return yield* answerOf(question, yield* readRefresh(options))
})
