import * as Effect from "effect/Effect"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import type { SecretFrom } from "./SecretFrom.ts"

/** The programs that are run to forget a client secret: a command keeps none for us. */
export const forgettingRuns = (from: SecretFrom | undefined): ReadonlyArray<string> =>
  from !== undefined && "keyring" in from ? [from.keyring] : []

/** Takes the client secret of a sign-in that is forgotten out of the keyring, if it lies there. */
export const forgetSecret = Effect.fnUntraced(function* (name: string, from: SecretFrom | undefined) {
  if (from === undefined || "command" in from) return
  const { clearInKeyring } = yield* Effect.promise(() => import("./keyring.ts"))
  yield* Effect.mapError(
    clearInKeyring(from.keyring, name),
    ({ problem, remedy }) =>
      new StorageFailed({
        doing: `take the client secret of ${name}, which is signed out, from the keyring`,
        problem,
        remedy: `${remedy} Then remove zoho-bulk's entry for ${name} by hand.`,
      }),
  )
})
