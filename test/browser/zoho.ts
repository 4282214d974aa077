import { afterAll, beforeAll } from "vitest"
import { type EmulatorProcess, startEmulator } from "../support/emulatorProcess.ts"

/** The command's emulator, and what a program asks it over HTTP while somebody looks at its page. */
export interface Zoho extends EmulatorProcess {
  readonly ask: (method: string, path: string, json?: unknown) => Promise<Response>
  /** Orders a job that takes five minutes, and gives its id. */
  readonly order: () => Promise<string>
  readonly stateOf: (id: string) => Promise<string>
}

/** Starts an emulator whose jobs take five minutes. */
export const startZoho = async (): Promise<Zoho> => {
  const emulator = await startEmulator("node", ["--job-duration", "5m"])
  const headers = { authorization: "Zoho-oauthtoken emulator", "content-type": "application/json" }
  const ask: Zoho["ask"] = (method, path, json) =>
    fetch(`${emulator.url}${path}`, { method, headers, ...(json === undefined ? {} : { body: JSON.stringify(json) }) })
  return {
    ...emulator,
    ask,
    order: async () => {
      const answer = await ask("POST", "/crm/bulk/v8/read", { query: { module: { api_name: "Leads" } } })
      return String((await answer.json()).data[0].details.id)
    },
    stateOf: async (id) => String((await (await ask("GET", `/crm/bulk/v8/read/${id}`)).json()).data[0].state),
  }
}

/** Starts an emulator for the tests of a file. */
export const withZoho = (): (() => Zoho) => {
  let zoho: Zoho | undefined
  beforeAll(async () => {
    zoho = await startZoho()
  })
  afterAll(() => zoho?.stop())
  return () => {
    if (zoho === undefined) throw new Error("There is no emulator before the tests begin")
    return zoho
  }
}

/** Lets a world have something of everything that its page shows. */
export const fill = async ({ ask, order, url }: Zoho): Promise<void> => {
  const finished = await order()
  await fetch(`${url}/_emulator/jobs/${finished}/finish`, { method: "POST", redirect: "manual" })
  await order()
  const grant = "grant_type=refresh_token&client_id=emulator&client_secret=emulator&refresh_token=emulator"
  await ask("POST", `/oauth/v2/token?${grant}`)
  await ask("GET", `/crm/${"a-path-without-an-end/".repeat(8)}`)
  for (const fault of ["operation=downloadReadResult&does=wrong-checksum", "does=throttled"]) {
    const body = new URLSearchParams(fault)
    await fetch(`${url}/_emulator/faults`, { method: "POST", body, redirect: "manual" })
  }
  await ask("GET", `/crm/bulk/v8/read/${finished}`)
}
