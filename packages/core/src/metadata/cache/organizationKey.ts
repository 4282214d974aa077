import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Connection } from "../../connection/Connection.ts"
import { digestOfText } from "../../storage/digestOf.ts"

/**
 * Identifies an organisation and the user who asks, without revealing the token: the digest of where the connection
 * leads and of whose tokens it has. None if that is not known, or if there is no token now: the call itself will then
 * report why.
 */
export const organizationKey = ({ identity, settings }: Connection): Effect.Effect<Option.Option<string>> => {
  if (identity === undefined) return Effect.succeedNone
  const { apiVersion, environment, hosts, orgId = "" } = settings
  return identity.pipe(
    Effect.flatMap((named) =>
      digestOfText(JSON.stringify([hosts.api.origin, environment, apiVersion, orgId, Redacted.value(named)])),
    ),
    Effect.option,
  )
}
