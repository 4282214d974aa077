import type { Case } from "../Case.ts"
import { emulated } from "../zoho.ts"

const login = ["auth", "login", "--client-id", "emulator"]
const at = ["--api-domain", "{origin}"]
const secret = { ZOHO_CLIENT_SECRET: "emulator" }

/** Signing in, being signed in, and signing out. */
export const signingIn: ReadonlyArray<Case> = [
  {
    title: "`auth` signs in, tells who is, and signs out; meanwhile nothing has to be set",
    zoho: emulated(),
    steps: [
      { args: [...login, "--code", "emulator", ...at], env: secret, exitCode: 0 },
      { args: ["auth", "status"], exitCode: 0 },
      { args: ["get", "4150868000005376042"], exitCode: 0 },
      { args: ["auth", "status", "--json"], exitCode: 0 },
      { args: ["doctor"], exitCode: 0 },
      { args: ["export", "Leads", "--fields", "Email", "--output", "leads.csv"], exitCode: 0 },
      { args: ["auth", "logout", "--explain"], exitCode: 0 },
      { args: ["auth", "logout"], exitCode: 0 },
      { args: ["auth", "status"], exitCode: 0 },
      { args: ["get", "4150868000005376042"], exitCode: 2 },
    ],
  },
  {
    title: "`auth` keeps sign-ins by name, in the folder that the platform has for them",
    env: { XDG_CONFIG_HOME: "", XDG_STATE_HOME: "" },
    zoho: emulated(),
    steps: [
      {
        args: [...login, "--code", "emulator", ...at, "--profile", "work", "--for", "read", "--json"],
        env: secret,
        exitCode: 0,
      },
      { args: ["get", "1", "--profile", "work", "--kind", "read"], exitCode: 4 },
      { args: ["get", "1", "--profile", "home"], exitCode: 2 },
      { args: ["get", "1"], env: { ZOHO_PROFILE: "work" }, exitCode: 4 },
      { args: ["auth", "logout", "--profile", "work", "--keep-grant"], exitCode: 0 },
      { args: ["auth", "logout", "--profile", "work"], exitCode: 2 },
    ],
  },
  {
    title: "`auth login` says what is missing, what is refused, and what it would ask",
    zoho: emulated(),
    steps: [
      { args: ["auth", "login", "--data-center", "ca"], exitCode: 2 },
      { args: [...login, "--code", "old", ...at], env: secret, exitCode: 3 },
      { args: ["auth", "login", "--explain", "--for", "write", "--client-id", "1000.ME"], exitCode: 0 },
      { args: ["auth", "login", "--explain", "--json", "--for=all"], exitCode: 0 },
      { args: ["auth", "login", "--device", "--explain", "--client-id", "1004.ME"], exitCode: 0 },
      { args: ["auth", "login", "--device", "--code", "1000.c"], exitCode: 2 },
      { args: ["auth", "login", "--explain", "--secret-command", "pass show zoho/client"], exitCode: 0 },
      { args: [...login, "--secret-command", "pass show zoho/client", "--keyring"], exitCode: 2 },
      { args: ["auth", "login", "--emulator"], exitCode: 2 },
      { args: ["auth", "status"], exitCode: 0 },
    ],
  },
  {
    title: "a grant from variables is as good as a sign-in, until it is refused",
    env: { ZOHO_CLIENT_ID: "emulator", ZOHO_REFRESH_TOKEN: "emulator", ZOHO_API_DOMAIN: "{origin}" },
    zoho: emulated(),
    steps: [
      { args: ["get", "4150868000005376042"], env: secret, exitCode: 0 },
      { args: ["get", "4150868000005376042", "--json"], env: { ZOHO_CLIENT_SECRET: "other" }, exitCode: 0 },
      { args: ["doctor", "--json"], env: { ZOHO_REFRESH_TOKEN: "other", ...secret }, exitCode: 3 },
    ],
  },
]
