import * as Effect from "effect/Effect"
import { getFields } from "../../metadata/getFields.ts"
import { getLayouts } from "../../metadata/getLayouts.ts"
import { getModules } from "../../metadata/getModules.ts"
import type { Settings } from "../../settings/Settings.ts"
import { rehearse } from "../explain/rehearse.ts"

/** The requests that find out what a module is made of. */
export const rehearseCheck = Effect.fnUntraced(function* (module: string, settings: Settings) {
  const asked = [
    yield* rehearse(getModules(), settings),
    yield* rehearse(getFields(module), settings),
    yield* rehearse(getLayouts(module), settings),
  ]
  return asked.flat()
})
