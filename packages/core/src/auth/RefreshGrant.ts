import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { InvalidSettings } from "../failure/InvalidInput.ts"
import { secretProblem } from "./secretProblem.ts"

/**
 * The right to access tokens, for as long as nobody revokes it: a client, and a user's consent in the refresh token.
 *
 * @category models
 */
export interface RefreshGrant {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted<string>
  readonly refreshToken: Redacted.Redacted<string>
}

/** The variables of a refresh-token grant, all three of which it takes. */
export const grantVariables = ["ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_REFRESH_TOKEN"] as const

/** Fails if a part of the grant cannot be what it should be; most often it has a line break too many. */
export const checkGrant = Effect.fnUntraced(function* ({
  clientId,
  clientSecret,
  refreshToken,
}: RefreshGrant): Effect.fn.Return<void, InvalidSettings> {
  const parts = [clientId, Redacted.value(clientSecret), Redacted.value(refreshToken)]
  for (const [at, name] of grantVariables.entries()) {
    const problem = secretProblem(parts[at] ?? "")
    if (problem === undefined) continue
    return yield* new InvalidSettings({
      settings: [name],
      reason: "malformed",
      problem: `${name} cannot be a part of a grant: ${problem}`,
      remedy: "Set it as Zoho's API console shows it.",
    })
  }
})
