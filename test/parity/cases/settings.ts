import type { Case } from "../Case.ts"
import { emulated, withToken } from "../zoho.ts"

const token = { ZOHO_ACCESS_TOKEN: "emulator" }

/** Settings by flags and by variables, and how output looks. */
export const settings: ReadonlyArray<Case> = [
  {
    title: "every setting can be a flag",
    env: token,
    zoho: emulated(),
    steps: [
      {
        args: ["get", "1", "--explain", "--data-center", "eu", "--environment", "sandbox", "--api-version", "v2.1"],
        exitCode: 0,
      },
      {
        args: [
          "doctor",
          "--api-domain",
          "{origin}",
          "--org-id",
          "694902309",
          "--max-concurrency",
          "3",
          "--api-version",
          "v8",
        ],
        exitCode: 0,
      },
      {
        args: [
          "import",
          "-",
          "--module=Leads",
          "--operation=insert",
          "--explain",
          "--api-domain={origin}",
          "--accounts-url=https://accounts.zoho.com",
          "--upload-url=http://127.0.0.1:1",
          "--download-url=https://download-accl.zoho.com",
        ],
        stdin: "Last_Name\nBoyle\n",
        exitCode: 0,
      },
      { args: ["download", "1", "--kind=write", "--explain", "--download-url", "files.zoho.com"], exitCode: 0 },
      { args: ["get", "1", "--data-center", "moon"], exitCode: 2 },
      { args: ["get", "1", "--data-center", "eu", "--api-domain", "www.zohoapis.com"], exitCode: 2 },
      { args: ["get", "1", "--emulator", "--api-domain", "{origin}"], exitCode: 2 },
    ],
  },
  {
    title: "every setting can be a variable",
    env: {
      ...withToken,
      ZOHO_DATA_CENTER: "in",
      ZOHO_ENVIRONMENT: "developer",
      ZOHO_API_VERSION: "v7",
      ZOHO_ACCOUNTS_URL: "{origin}",
      ZOHO_UPLOAD_URL: "{origin}",
      ZOHO_DOWNLOAD_URL: "{origin}",
      ZOHO_ORG_ID: "694902309",
      ZOHO_MAX_CONCURRENCY: "2",
    },
    zoho: emulated(),
    steps: [
      { args: ["doctor"], exitCode: 0 },
      {
        args: ["import", "-", "--module=Leads", "--operation=insert", "--explain"],
        stdin: "Last_Name\nB\n",
        exitCode: 0,
      },
      { args: ["get", "1"], env: { ZOHO_REFRESH_TOKEN: "r" }, exitCode: 2 },
      { args: ["get", "1"], env: { ZOHO_API_DOMAIN: "http://example.org" }, exitCode: 2 },
    ],
  },
  {
    title: "`auth login` keeps the hosts that flags name",
    env: { ZOHO_CLIENT_SECRET: "emulator" },
    zoho: emulated(),
    steps: [
      {
        args: [
          "auth",
          "login",
          "--client-id=emulator",
          "--code=emulator",
          "--api-domain={origin}",
          "--accounts-url={origin}",
          "--upload-url={origin}",
          "--download-url={origin}",
          "--max-concurrency=4",
        ],
        exitCode: 0,
      },
    ],
  },
  {
    title: "colours are as variables say, and words as the locale can show them",
    steps: [
      { args: ["get", "4150868000005376042", "--emulator"], env: { FORCE_COLOR: "1" }, exitCode: 0 },
      { args: ["get", "x"], env: { FORCE_COLOR: "1" }, exitCode: 2 },
      { args: ["doctor", "--emulator"], env: { FORCE_COLOR: "0", TERM: "dumb", CI: "1", LC_ALL: "C" }, exitCode: 0 },
      { args: ["doctor", "--emulator"], env: { NO_COLOR: "1", LC_CTYPE: "en_GB.UTF-8", LANG: "C" }, exitCode: 0 },
      { args: ["--help"], env: { FORCE_COLOR: "3" }, exitCode: 0 },
    ],
  },
  {
    title: "a proxy is named, and this machine is never reached through it",
    env: withToken,
    zoho: emulated(),
    steps: [
      {
        args: ["doctor"],
        env: {
          https_proxy: "http://127.0.0.1:1",
          HTTPS_PROXY: "http://127.0.0.1:1",
          http_proxy: "http://127.0.0.1:1",
          HTTP_PROXY: "http://127.0.0.1:1",
          all_proxy: "http://127.0.0.1:1",
          ALL_PROXY: "http://127.0.0.1:1",
          no_proxy: "example.org",
          NO_PROXY: "example.org",
        },
        exitCode: 0,
      },
    ],
  },
]
