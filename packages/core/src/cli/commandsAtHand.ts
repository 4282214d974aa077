import * as Command from "effect/cli/Command"
import { auth } from "./commands/auth.ts"
import { complete } from "./commands/complete.ts"
import { count } from "./commands/count.ts"
import { demo } from "./commands/demo.ts"
import { doctor } from "./commands/doctor.ts"
import { download } from "./commands/download.ts"
import { emulator } from "./commands/emulator.ts"
import { exportCommand } from "./commands/export.ts"
import { fields } from "./commands/fields.ts"
import { get } from "./commands/get.ts"
import { importCommand } from "./commands/import.ts"
import { mirror } from "./commands/mirror.ts"
import { modules } from "./commands/modules.ts"
import { organization } from "./commands/organization.ts"
import { resume } from "./commands/resume.ts"
import { verify } from "./commands/verify.ts"
import { views } from "./commands/views.ts"
import { wait } from "./commands/wait.ts"
import { root } from "./flags/root.ts"

/** The whole, without its subcommands. */
export const whole = root.pipe(
  Command.withExamples([
    { command: "zoho-bulk demo", description: "Without an account: see what it does" },
    { command: "zoho-bulk auth login", description: "With an account: sign in once" },
    { command: "zoho-bulk export Contacts --output contacts.csv", description: "A whole module" },
  ]),
)

/** The subcommands that are loaded with every run: each is there at once. */
export const atHand = {
  jobs: [get, wait, download],
  journeys: [exportCommand, importCommand, resume],
  copies: [mirror, verify],
  organization: [modules, fields, views, count, organization],
  setUp: [auth, doctor, complete],
  trying: [demo, emulator],
} as const
