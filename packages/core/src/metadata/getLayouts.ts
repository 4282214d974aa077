import * as Effect from "effect/Effect"
import { checkModule } from "../connection/checkModule.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Layout } from "../domain/organization/Layout.ts"
import { layoutsPage } from "../wire/metadata/layouts.ts"
import { operations } from "../wire/Operation.ts"
import { askForAll } from "./askForAll.ts"
import { isLayouts } from "./cache/answerForms.ts"
import { answerOf, type Question } from "./cache/answerOf.ts"
import { type MetadataFailure, type MetadataOptions, readRefresh } from "./MetadataOptions.ts"

/** The question which layouts a module has, and how its answer is stored. */
export const layoutsQuestion = (module: string): Question<ReadonlyArray<Layout>> => ({
  name: `layouts-${module}`,
  isAnswer: isLayouts,
  ask: askForAll(operations.getLayouts, { module, query: { module } }, layoutsPage, ({ id }) => id),
})

/**
 * Gets the layouts of a module, each with its fields and whether it makes them mandatory.
 *
 * **Details**
 *
 * Costs one API credit, if they are not known yet. It needs the scope `ZohoCRM.settings.layouts.READ` or
 * `ZohoCRM.settings.ALL`.
 *
 * **Example** (What each layout makes mandatory)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const line = ({ fields, name }: Metadata.Layout): string =>
 *   `${name}: ${fields.filter(({ isRequired }) => isRequired).map(({ apiName }) => apiName).join(", ")}`
 *
 * export const lines = (module: string) =>
 *   Effect.map(Metadata.getLayouts(module), (layouts) => layouts.map(line))
 * ```
 *
 * @category operations
 */
export const getLayouts = Effect.fnUntraced(function* (
  module: string,
  options: MetadataOptions = {},
): Effect.fn.Return<ReadonlyArray<Layout>, MetadataFailure, ZohoConnection> {
  const question = layoutsQuestion(yield* checkModule(module))
  return yield* answerOf(question, yield* readRefresh(options))
})
