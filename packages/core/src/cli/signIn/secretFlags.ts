import * as Flag from "effect/cli/Flag"
import { optional } from "../flags/commandFlags.ts"

/** The flags of a sign-in that say where its client secret is kept. */
export const secretFlags = {
  secretCommand: optional(
    Flag.String("secret-command").pipe(
      Flag.withMetavar("<command>"),
      Flag.withDescription(
        "command that prints the client secret; it is kept in place of the secret, and run for each token",
      ),
    ),
  ),
  keyring: Flag.Boolean("keyring").pipe(
    Flag.withDescription("keep the client secret in the system's keyring, and not in a file"),
    Flag.withDefault(false),
  ),
} as const
