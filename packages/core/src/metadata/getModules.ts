import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Module } from "../domain/organization/Module.ts"
import { modulesPage } from "../wire/metadata/modules.ts"
import { operations } from "../wire/Operation.ts"
import { askForAll } from "./askForAll.ts"
import { isModules } from "./cache/answerForms.ts"
import { answerOf, type Question } from "./cache/answerOf.ts"
import { type MetadataFailure, type MetadataOptions, readRefresh } from "./MetadataOptions.ts"

/** The question which modules there are, and how its answer is stored. */
export const modulesQuestion: Question<ReadonlyArray<Module>> = {
  name: "modules",
  isAnswer: isModules,
  ask: askForAll(operations.getModules, {}, modulesPage, ({ apiName }) => apiName),
}

/**
 * Gets the modules of the organisation, including those that the API does not know (`isInApi` is false).
 *
 * **Details**
 *
 * Costs one API credit, if they are not known yet. It needs the scope `ZohoCRM.settings.modules.READ` or
 * `ZohoCRM.settings.ALL`.
 *
 * **Example** (What users call the modules that can be exported)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const labelsOf = (modules: ReadonlyArray<Metadata.Module>) =>
 *   modules
 *     .filter((module) => Metadata.whyNotInBulk(module, "export") === undefined)
 *     .map(({ apiName, pluralLabel = apiName }) => pluralLabel)
 *
 * export const labels = () => Effect.map(Metadata.getModules(), labelsOf)
 * ```
 *
 * @category operations
 */
export const getModules = (
  options: MetadataOptions = {},
): Effect.Effect<ReadonlyArray<Module>, MetadataFailure, ZohoConnection> =>
  Effect.flatMap(readRefresh(options), (refresh) => answerOf(modulesQuestion, refresh))
