import * as Effect from "effect/Effect"
import { noPermission, type Refusal } from "../model/Refusal.ts"
import type { Module } from "../model/Module.ts"
import { moduleNamed } from "../model/Records.ts"
import { refuse } from "../answers/refuse.ts"
import type { World } from "../world/World.ts"
import { currentState } from "../world/currentState.ts"

/**
 * Finds the module that metadata is asked of. What Zoho says of a module that is not in its API is not known: here, the same as
 * of one that is not there.
 */
export const moduleInApi = Effect.fnUntraced(function* (
  apiName: string,
  statusOfNoPermission: number,
): Effect.fn.Return<Module, Refusal, World> {
  const module = moduleNamed((yield* currentState).records, apiName)
  if (module === undefined || !module.isInApi) {
    return yield* refuse("INVALID_MODULE", "the module name given seems to be invalid")
  }
  return module.isPermitted ? module : yield* Effect.fail({ ...noPermission, status: statusOfNoPermission })
})

/** Finds the module that the query of a request names. */
export const moduleAsked = (
  query: URLSearchParams,
  statusOfNoPermission = noPermission.status,
): Effect.Effect<Module, Refusal, World> => {
  const name = query.get("module") ?? ""
  return name === ""
    ? refuse("REQUIRED_PARAM_MISSING", "One of the expected parameter is missing", { param_name: "module" })
    : moduleInApi(name, statusOfNoPermission)
}
