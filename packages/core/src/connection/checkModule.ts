import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"

/** Checks the API name of a module that will be part of a URL. Whether the module exists is for Zoho to decide. */
export const checkModule = (module: unknown): Effect.Effect<string, InvalidRequest> =>
  Predicate.isString(module) && module.trim() !== "" && module.isWellFormed()
    ? Effect.succeed(module)
    : Effect.fail(
        new InvalidRequest({
          problem: `The module is ${describeValue(module)}`,
          remedy: "Give the API name of a module as text, such as Leads.",
        }),
      )
