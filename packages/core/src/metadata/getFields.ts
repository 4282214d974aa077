import * as Effect from "effect/Effect"
import { checkModule } from "../connection/checkModule.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Field } from "../domain/organization/Field.ts"
import { fieldsPage } from "../wire/metadata/fields.ts"
import { operations } from "../wire/Operation.ts"
import { askForAll } from "./askForAll.ts"
import { isFields } from "./cache/answerForms.ts"
import { answerOf, type Question } from "./cache/answerOf.ts"
import { type MetadataFailure, type MetadataOptions, readRefresh } from "./MetadataOptions.ts"

/** Which fields a module has, including those that no layout uses: files can contain them as well. */
export const fieldsQuestion = (module: string): Question<ReadonlyArray<Field>> => ({
  name: `fields-${module}`,
  isAnswer: isFields,
  ask: askForAll(
    operations.getFields,
    { module, query: { module, type: "all" } },
    fieldsPage,
    ({ apiName }) => apiName,
  ),
})

/**
 * Gets the fields of a module, by the module's API name.
 *
 * **Details**
 *
 * Costs one API credit, if they are not known yet. It needs the scope `ZohoCRM.settings.fields.READ` or
 * `ZohoCRM.settings.ALL`. Layouts also decide which fields are mandatory: `Metadata.describeModule` combines both.
 *
 * **Example** (The fields that an export can have)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const readable = (module: string) =>
 *   Effect.map(Metadata.getFields(module), (fields) => fields.filter(Metadata.isReadable))
 * ```
 *
 * @category operations
 */
export const getFields = Effect.fnUntraced(function* (
  module: string,
  options: MetadataOptions = {},
): Effect.fn.Return<ReadonlyArray<Field>, MetadataFailure, ZohoConnection> {
  const question = fieldsQuestion(yield* checkModule(module))
  return yield* answerOf(question, yield* readRefresh(options))
})
