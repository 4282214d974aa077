import * as Effect from "effect/Effect"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isDenosRefusal } from "../../storage/refusedByDeno.ts"
import { root } from "../flags/root.ts"

/** Goes on with something else where `--explain` may not look at a file: it is what tells which permissions to give. */
export const passedOver =
  <A>(instead: A) =>
  (failure: StorageFailed) =>
    Effect.flatMap(root, ({ explain }) =>
      explain && isDenosRefusal(failure) ? Effect.succeed(instead) : Effect.fail(failure),
    )
