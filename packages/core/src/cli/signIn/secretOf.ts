import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { CurrentLimits } from "../../settings/Limits.ts"
import { commandSecret } from "./commandSecret.ts"
import { keyringSecret } from "./keyring.ts"
import type { SecretFrom } from "./SecretFrom.ts"

/** The part of a call's time that its client secret may take: what is left is for the request. */
const shareOfCall = 5 / 6

/** The client secret of a sign-in, wherever it comes from. */
export const secretOf = Effect.fnUntraced(function* (profile: string, from: SecretFrom) {
  const { callTimeout } = yield* CurrentLimits
  const limit = Duration.millis(callTimeout * shareOfCall)
  return yield* "command" in from ? commandSecret(from.command, limit) : keyringSecret(from.keyring, profile, limit)
})
