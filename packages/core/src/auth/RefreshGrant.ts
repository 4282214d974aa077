import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidSettings } from "../failure/InvalidSettings.ts"
import { secretProblem } from "./secretProblem.ts"

/**
 * The right to access tokens, until somebody revokes it: a client, and a user's consent in the form
 * of a refresh token.
 *
 * **Example** (A grant, as Zoho's API console shows it)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const grant: Auth.RefreshGrant = {
 *   clientId: "1000.CLIENT",
 *   clientSecret: Redacted.make("0123456789abcdef"),
 *   refreshToken: Redacted.make("1000.0123456789abcdef.0123456789abcdef"),
 * }
 * ```
 *
 * @category models
 */
export interface RefreshGrant {
  /** The id of the client, as Zoho's API console shows it. */
  readonly clientId: string
  /** The secret of the client. Each data centre gives a client a secret of its own. */
  readonly clientSecret: Redacted.Redacted<string>
  /** The refresh token, which works in its own data centre alone. */
  readonly refreshToken: Redacted.Redacted<string>
}

/** The variables of a refresh-token grant, all three of which it takes. */
export const grantVariables = ["ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_REFRESH_TOKEN"] as const

const invalid = (name: string, problem: string): InvalidSettings =>
  new InvalidSettings({
    settings: [name],
    reason: "malformed",
    problem: `${name} cannot be a part of a grant: ${problem}`,
    remedy: "Set it as Zoho's API console shows it.",
  })

const problemOf = (part: unknown): string | undefined => {
  if (Redacted.isRedacted(part)) return problemOf(Redacted.value(part))
  return typeof part === "string" ? secretProblem(part) : `it is ${describeValue(part)}`
}

/** Fails if a part of the grant cannot be what it should be; most often it has a line break too many. */
export const checkGrant = Effect.fnUntraced(function* (grant: RefreshGrant): Effect.fn.Return<void, InvalidSettings> {
  if (typeof grant !== "object" || grant === null) {
    return yield* new InvalidSettings({
      settings: [...grantVariables],
      reason: "malformed",
      problem: `The grant is ${describeValue(grant)}`,
      remedy: "Give it as { clientId, clientSecret, refreshToken }.",
    })
  }
  const parts = [grant.clientId, grant.clientSecret, grant.refreshToken]
  for (const [at, name] of grantVariables.entries()) {
    const problem = problemOf(parts[at])
    if (problem !== undefined) return yield* invalid(name, problem)
  }
  for (const key of ["clientSecret", "refreshToken"] as const) {
    if (Redacted.isRedacted(grant[key])) continue
    return yield* new InvalidSettings({
      settings: [key],
      reason: "malformed",
      problem: `${key} is a plain string`,
      remedy: "Wrap it, so that no log can show it: Redacted.make(secret).",
    })
  }
})
