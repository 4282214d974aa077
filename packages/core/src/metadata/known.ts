import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { CustomView } from "../domain/organization/CustomView.ts"
import type { Field } from "../domain/organization/Field.ts"
import type { Module } from "../domain/organization/Module.ts"
import { knownAnswerOf } from "./cache/answerOf.ts"
import { viewsQuestion } from "./getCustomViews.ts"
import { fieldsQuestion } from "./getFields.ts"
import { modulesQuestion } from "./getModules.ts"

/**
 * Returns the modules if they are known already: nothing is sent, and nothing fails.
 *
 * **Example** (Words to complete a name with)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect, Option } from "effect"
 *
 * export const words = Effect.map(Metadata.knownModules(), (known) =>
 *   Option.getOrElse(known, (): ReadonlyArray<Metadata.Module> => []).map(({ apiName }) => apiName),
 * )
 * ```
 *
 * @category operations
 */
export const knownModules = (): Effect.Effect<Option.Option<ReadonlyArray<Module>>, never, ZohoConnection> =>
  knownAnswerOf(modulesQuestion)

/**
 * Returns the fields of a module if they are known already: nothing is sent, and nothing fails.
 *
 * **Example** (Whether a form can be shown immediately)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect, Option } from "effect"
 *
 * export const isKnown = (module: string) => Effect.map(Metadata.knownFields(module), Option.isSome)
 * ```
 *
 * @category operations
 */
export const knownFields = (
  module: string,
): Effect.Effect<Option.Option<ReadonlyArray<Field>>, never, ZohoConnection> => knownAnswerOf(fieldsQuestion(module))

/**
 * Returns the custom views of a module if they are known already: nothing is sent, and nothing fails.
 *
 * **Example** (How many are known)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect, Option } from "effect"
 *
 * export const count = (module: string) =>
 *   Effect.map(
 *     Metadata.knownViews(module),
 *     Option.match({ onNone: () => 0, onSome: ({ length }) => length }),
 *   )
 * ```
 *
 * @category operations
 */
export const knownViews = (
  module: string,
): Effect.Effect<Option.Option<ReadonlyArray<CustomView>>, never, ZohoConnection> =>
  knownAnswerOf(viewsQuestion(module))
