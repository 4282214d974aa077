import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { RequestDetails } from "../connection/outgoingRequest.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Module } from "../domain/organization/Module.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import type { PermissionDenied, RequestNotAccepted, ScopeMissing } from "../failure/Refusal.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { moduleOf } from "../wire/metadata/modules.ts"
import { idAt, pageOf, type Sent, textAt } from "../wire/read.ts"
import { type Operation, operations } from "../wire/Operation.ts"
import { askForAll } from "./askForAll.ts"

/** A module as it is understood, and as Zoho sent it. */
export interface ModuleAsSent {
  readonly module: Module
  readonly sent: Sent
}

/** What can be asked of a module, by the key under which Zoho lists it. */
export type PartOfModule = "fields" | "layouts" | "custom_views"

/** A module with what Zoho lists of it; what Zoho refused to list is absent. */
export interface DescriptionAsSent extends ModuleAsSent {
  readonly fields: ReadonlyArray<Sent>
  readonly layouts?: ReadonlyArray<Sent>
  readonly custom_views?: ReadonlyArray<Sent>
}

/** What Zoho refused to list. Without its fields, a module cannot be described. */
export interface Refused {
  readonly module: string
  readonly part: PartOfModule
  readonly failure: PermissionDenied | ScopeMissing | RequestNotAccepted
}

const modulesPage = pageOf("modules", (sent) =>
  Result.map(moduleOf(sent), (module): ModuleAsSent => ({ module, sent })),
)

/** Asks for the modules, those included that the API does not know, with all that Zoho says of them. */
export const modulesAsSent: Effect.Effect<ReadonlyArray<ModuleAsSent>, CallFailure, ZohoConnection> = askForAll(
  operations.getModules,
  {},
  modulesPage,
  ({ module }) => module.apiName,
)

/** How each part is asked for. */
const questions: Readonly<
  Record<PartOfModule, { readonly operation: Operation; readonly more: RequestDetails["query"] }>
> = {
  fields: { operation: operations.getFields, more: { type: "all" } },
  layouts: { operation: operations.getLayouts, more: {} },
  custom_views: { operation: operations.getCustomViews, more: {} },
}

const nameOf = (sent: Sent): string => textAt(sent, "api_name") ?? idAt(sent, "id") ?? JSON.stringify(sent)

/** Layouts may share a name: their ids distinguish them. */
const idOf = (sent: Sent): string => idAt(sent, "id") ?? nameOf(sent)

const askForPart = (module: string, part: PartOfModule) => {
  const { more, operation } = questions[part]
  const details = { module, query: { module, ...more } }
  return askForAll(operation, details, pageOf(part, Result.succeed), part === "fields" ? nameOf : idOf).pipe(
    Effect.catchTag(["PermissionDenied", "ScopeMissing", "RequestNotAccepted"], (failure): Effect.Effect<Refused> =>
      Effect.succeed({ module, part, failure }),
    ),
  )
}

const isRefused = (found: ReadonlyArray<Sent> | Refused): found is Refused => Predicate.hasProperty(found, "failure")

const describe = Effect.fnUntraced(function* (each: ModuleAsSent) {
  const { apiName } = each.module
  const fields = yield* askForPart(apiName, "fields")
  if (isRefused(fields)) return { refused: [fields] }
  const layouts = yield* askForPart(apiName, "layouts")
  const views = yield* askForPart(apiName, "custom_views")
  const described: DescriptionAsSent = {
    ...each,
    fields,
    ...(isRefused(layouts) ? {} : { layouts }),
    ...(isRefused(views) ? {} : { custom_views: views }),
  }
  return { described, refused: [layouts, views].filter(isRefused) }
})

/** Asks for all that Zoho says of some modules, in their order; what it refuses is passed over. */
export const describeAsSent = Effect.fnUntraced(function* (modules: ReadonlyArray<ModuleAsSent>) {
  const { maxConcurrency } = yield* CurrentLimits
  const { settings } = yield* ZohoConnection
  // More would wait for each other, until the time of a call is up.
  const answers = yield* Effect.forEach(modules, describe, { concurrency: settings.maxConcurrency ?? maxConcurrency })
  return {
    described: answers.flatMap(({ described }) => (described === undefined ? [] : [described])),
    refused: answers.flatMap(({ refused }) => refused),
  }
})
