import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { getModules } from "../../metadata/getModules.ts"
import { isApiName } from "../../metadata/ofModuleNamed.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import type { Settings } from "../../settings/Settings.ts"
import { rehearse } from "../explain/rehearse.ts"

/** Stands for the API name of a module of which only the label is known. */
const unknownModule = "MODULE"

/** The requests that ask something of a module, by its API name or its label. */
export const rehearseOfModule = Effect.fnUntraced(function* <A>(
  name: string,
  ask: (apiName: string) => Effect.Effect<A, MetadataFailure, ZohoConnection>,
  settings: Settings,
) {
  if (isApiName(name)) return yield* rehearse(ask(name), settings)
  const requests = [yield* rehearse(getModules(), settings), yield* rehearse(ask(unknownModule), settings)]
  return requests.flat()
})
