import { document, type Run } from "./commandLine.ts"

/** One line of `zoho-bulk doctor --json`. */
export interface Check {
  readonly name: string
  readonly state: string
  readonly found: string
  readonly remedy?: string
}

/** All that the doctor found. */
export const checksOf = ({ stdout }: Run): ReadonlyArray<Check> => document(stdout)["checks"] as ReadonlyArray<Check>

/** What the doctor says is wrong. */
export const faultsOf = (run: Run): ReadonlyArray<Check> => checksOf(run).filter(({ state }) => state === "failed")

/** What the doctor names first. */
export const firstFault = (run: Run): Check | undefined => faultsOf(run)[0]

/** The line of one name. */
export const lineOf = (run: Run, name: string): Check | undefined => checksOf(run).find((check) => check.name === name)

/** The words of the doctor alone, with `--json`. */
export const doctor = ["doctor", "--json"]

/** No token in any variable. */
export const nothingSet = { ZOHO_ACCESS_TOKEN: "" }

/** A grant in variables. */
export const grant = {
  ...nothingSet,
  ZOHO_CLIENT_ID: "emulator",
  ZOHO_CLIENT_SECRET: "emulator",
  ZOHO_REFRESH_TOKEN: "emulator",
}

/** Signs in with a code, which may name the scopes that it is for. */
export const loginWith = (code: string): ReadonlyArray<string> => [
  "auth",
  "login",
  "--client-id",
  "emulator",
  "--code",
  code,
]

/** What a sign-in takes from variables. */
export const secret = { ...nothingSet, ZOHO_CLIENT_SECRET: "emulator" }
