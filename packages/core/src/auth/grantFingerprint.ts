import * as Digest from "effect/crypto/Digest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { RefreshGrant } from "./RefreshGrant.ts"
import type { TokenIssuer } from "./TokenIssuer.ts"

/** Identifies a grant without revealing it: the digest (SHA-256) of its issuer, the client and the refresh token. */
export const grantFingerprint = (
  { clientId, refreshToken }: Pick<RefreshGrant, "clientId" | "refreshToken">,
  { hosts }: TokenIssuer,
): Effect.Effect<string> => {
  const named = JSON.stringify([hosts.accounts.origin, clientId, Redacted.value(refreshToken)])
  return Digest.Digest.use((digest) => digest.digestHex(Digest.sha256, new TextEncoder().encode(named))).pipe(
    Effect.provide(Digest.layerWebCrypto),
  )
}
