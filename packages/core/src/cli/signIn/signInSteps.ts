import type { Settings } from "../../settings/Settings.ts"
import { isLoopback } from "../../domain/hosts.ts"
import type { Style } from "../output/Style.ts"
import { lines, type Words } from "../output/Words.ts"

/** What tells which modules, fields, layouts and views there are; nothing fails without it. */
const toKnowNames = [
  "ZohoCRM.settings.modules.READ",
  "ZohoCRM.settings.fields.READ",
  "ZohoCRM.settings.layouts.READ",
  "ZohoCRM.settings.custom_views.READ",
] as const

/** What somebody means to do, and the scopes that it takes (Zoho's bulk-read, bulk-write, upload, org and metadata pages). */
export const scopesFor = {
  read: ["ZohoCRM.bulk.READ", "ZohoCRM.modules.READ", "ZohoCRM.org.READ", ...toKnowNames],
  write: ["ZohoCRM.bulk.CREATE", "ZohoCRM.modules.ALL", "ZohoFiles.files.ALL", "ZohoCRM.org.READ", ...toKnowNames],
  all: ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.ALL", "ZohoFiles.files.ALL", "ZohoCRM.org.READ", ...toKnowNames],
} as const

/** What a sign-in can be for. */
export type SignInUse = keyof typeof scopesFor

/** Zoho's console, in which clients and codes are made; each data centre has its own. */
export const consoleOf = ({ hosts }: Settings): string => hosts.accounts.origin.replace("//accounts.", "//api-console.")

const onEmulator = (style: Style, { hosts }: Settings, secrets: string): Words =>
  lines([
    style.strong(`To sign in to the emulated Zoho at ${hosts.accounts.origin}:`),
    "",
    `  ${secrets} the word emulator.`,
  ])

/** What to do in Zoho's console to get a client and a code. */
export const signInSteps = (style: Style, settings: Settings, use: SignInUse): Words => {
  if (isLoopback(settings.hosts.accounts))
    return onEmulator(style, settings, "Its client id, client secret and code are all")
  return lines([
    style.strong(`To sign in to Zoho's data centre ${settings.dataCenter}:`),
    "",
    `  1. Open ${consoleOf(settings)} and sign in as the user whose records you want.`,
    `  2. Choose "Self Client" (Get Started, Self Client), and copy the client id and the client secret.`,
    `  3. Under "Generate Code", paste these scopes, choose 10 minutes, and create the code:`,
    "",
    `     ${scopesFor[use].join(",")}`,
    "",
    style.faint(`Is your account elsewhere? Its address shows where: crm.zoho.eu is --data-center eu.`),
  ])
}

/** What to do in Zoho's console to get a client whose codes are confirmed in any browser; a Self Client has none. */
export const deviceSteps = (style: Style, settings: Settings): Words => {
  if (isLoopback(settings.hosts.accounts))
    return onEmulator(style, settings, "Its client id and client secret are both")
  return lines([
    style.strong(`To sign in to Zoho's data centre ${settings.dataCenter} with a code that you enter in any browser:`),
    "",
    `  1. Open ${consoleOf(settings)} and sign in.`,
    `  2. Choose "Non-browser Applications" (Add Client), and copy the client id and the client secret.`,
    "",
    style.faint("Zoho documents this way. It was tried with the emulator, and not yet at Zoho."),
  ])
}
