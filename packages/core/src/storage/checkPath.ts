import * as Effect from "effect/Effect"
import { describeValue } from "../failure/describeValue.ts"
import { StorageFailed } from "../failure/StorageFailed.ts"

/** Refuses a path that has no name, as that of an unset variable: it would be the folder that the program happens to work in. */
export const checkPath = (path: string, doing: string): Effect.Effect<void, StorageFailed> =>
  typeof path === "string" && path.trim() !== ""
    ? Effect.void
    : Effect.fail(
        new StorageFailed({
          doing,
          problem: `the path is ${path === "" ? "empty" : describeValue(path)}`,
          remedy: "Name a path; if it comes from a variable, check that it is set.",
        }),
      )
