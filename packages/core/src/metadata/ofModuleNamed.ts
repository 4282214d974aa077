import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Module } from "../domain/organization/Module.ts"
import type { UnknownModule } from "../failure/UnknownName.ts"
import { findModule } from "./findByName.ts"
import { getModules } from "./getModules.ts"
import type { MetadataFailure, MetadataOptions } from "./MetadataOptions.ts"

/** Whether a name can be that of a module in requests; any other is what people call one. */
export const isApiName = (name: string): boolean => /^\w+$/.test(name)

const moduleNamed = (
  name: string,
  options: MetadataOptions,
): Effect.Effect<Module, MetadataFailure | UnknownModule, ZohoConnection> =>
  Effect.flatMap(getModules(options), (modules) => Effect.fromResult(findModule(modules, name)))

/**
 * Asks something about a module by its API name or its label. The list of modules is requested only if the name is not
 * certainly an API name: Zoho does not know labels.
 */
export const ofModuleNamed = Effect.fnUntraced(function* <A>(
  name: string,
  ask: (apiName: string) => Effect.Effect<A, MetadataFailure, ZohoConnection>,
  options: MetadataOptions = {},
): Effect.fn.Return<A, MetadataFailure | UnknownModule, ZohoConnection> {
  if (!isApiName(name)) return yield* ask((yield* moduleNamed(name, options)).apiName)
  return yield* Effect.catchTag(ask(name), "RequestNotAccepted", (refusal) =>
    Effect.flatMap(moduleNamed(name, options), ({ apiName }) =>
      apiName === name ? Effect.fail(refusal) : ask(apiName),
    ),
  )
})
