import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { checkModule } from "../connection/checkModule.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import type { PermissionDenied, RequestNotAccepted, ScopeMissing } from "../failure/Refusal.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { type DescribedModule, describeModule } from "./describeModule.ts"
import { getModules } from "./getModules.ts"
import { type MetadataFailure, type MetadataOptions, readRefresh } from "./MetadataOptions.ts"

/**
 * A module that could not be described, and Zoho's refusal.
 *
 * **Example** (A line for a report)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const line = ({ failure, module }: Metadata.PassedOver): string =>
 *   `${module}: ${failure.code ?? failure.summary}`
 * ```
 *
 * @category models
 */
export interface PassedOver {
  /** The API name of the module. */
  readonly module: string
  /** Why it could not be described. */
  readonly failure: PermissionDenied | ScopeMissing | RequestNotAccepted
}

/**
 * The descriptions of many modules.
 *
 * **Example** (How many were described, and how many not)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const counts = ({ described, passedOver }: Metadata.DescribedModules): string =>
 *   `${described.length} modules, ${passedOver.length} passed over`
 * ```
 *
 * @category models
 */
export interface DescribedModules {
  /** The described modules, in the order in which they were requested. */
  readonly described: ReadonlyArray<DescribedModule>
  /** The modules that Zoho refused to describe, each with its refusal. */
  readonly passedOver: ReadonlyArray<PassedOver>
}

const checkModules = (modules: unknown): Effect.Effect<ReadonlyArray<string>, InvalidRequest> =>
  Array.isArray(modules)
    ? Effect.forEach(modules, checkModule)
    : Effect.fail(
        new InvalidRequest({
          problem: `The modules are ${describeValue(modules)}`,
          remedy: 'Give a list of API names, such as ["Leads", "Contacts"], or undefined for all.',
        }),
      )

/** The modules that have fields to describe, according to Zoho's list. */
const everyModule = Effect.fnUntraced(function* (options: MetadataOptions) {
  const modules = yield* getModules(options)
  return modules.filter(({ isInApi, isViewable }) => isInApi && isViewable).map(({ apiName }) => apiName)
})

/**
 * Describes many modules; those that Zoho refuses to describe are reported and passed over.
 *
 * **Details**
 *
 * Costs and scopes are those of `describeModule` for each. Without names it describes all modules that the API knows
 * and the user may see. Some modules of a real organisation always answer `NO_PERMISSION` or `OAUTH_SCOPE_MISMATCH`:
 * they do not end the call. Failures that concern all modules, such as a refused token or a network outage, do.
 *
 * **Example** (Every module that can be described)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const names = () =>
 *   Metadata.describeModules().pipe(
 *     Effect.tap(({ passedOver }) =>
 *       Effect.forEach(passedOver, ({ failure, module }) => Effect.log(module, failure.summary)),
 *     ),
 *     Effect.map(({ described }) => described.map(({ module }) => module)),
 *   )
 * ```
 *
 * @category operations
 */
export const describeModules = Effect.fnUntraced(function* (
  modules?: ReadonlyArray<string>,
  options: MetadataOptions = {},
): Effect.fn.Return<DescribedModules, MetadataFailure, ZohoConnection> {
  yield* readRefresh(options)
  const names = modules === undefined ? yield* everyModule(options) : yield* checkModules(modules)
  const { maxConcurrency } = yield* CurrentLimits
  const { settings } = yield* ZohoConnection
  const answers = yield* Effect.forEach(
    names,
    (module) =>
      Effect.catchTag(
        describeModule(module, options),
        ["PermissionDenied", "ScopeMissing", "RequestNotAccepted"],
        (failure): Effect.Effect<PassedOver> => Effect.succeed({ module, failure }),
      ),
    // More would wait for each other, until the time of a call is up.
    { concurrency: settings.maxConcurrency ?? maxConcurrency },
  )
  const isPassedOver = (answer: DescribedModule | PassedOver): answer is PassedOver =>
    Predicate.hasProperty(answer, "failure")
  return {
    described: answers.filter((answer): answer is DescribedModule => !isPassedOver(answer)),
    passedOver: answers.filter(isPassedOver),
  }
})
