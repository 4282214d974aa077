import * as Command from "effect/cli/Command"
import { login } from "./authLogin.ts"
import { logout } from "./authLogout.ts"
import { status } from "./authStatus.ts"

/** `zoho-bulk auth`: sign in, see who is signed in, sign out. */
export const auth = Command.make("auth").pipe(
  Command.withDescription("Signs in to Zoho, lists sign-ins, and signs out."),
  Command.withExamples([
    { command: "zoho-bulk auth login --data-center eu", description: "To get started" },
    { command: "zoho-bulk auth status", description: "Who is signed in" },
  ]),
  Command.withSubcommands([login, status, logout]),
)
