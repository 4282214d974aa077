import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { JourneyRequest } from "@zoho-bulk/core/durable"

/** The records of each organisation, three pages of them. */
export const records = { Contacts: 25, Leads: 0 }
export const recordsPerPage = 10

/** The rows of an import. */
export const importRows = 5

/** A journey of the trial, and where its outcome lies. */
export interface Planned {
  readonly key: string
  readonly organization: string
  readonly request: JourneyRequest
  readonly file: string
}

const kinds = ["export", "import", "export", "import", "mirror"] as const

const requestOf = (kind: (typeof kinds)[number], key: string, folder: string): JourneyRequest => {
  if (kind === "export") {
    return { kind, request: { module: "Contacts", fields: ["Email"] }, output: join(folder, `${key}.csv`) }
  }
  if (kind === "mirror") {
    return { kind, modules: [{ module: "Contacts" }], target: { _tag: "folder", folder: join(folder, key) } }
  }
  const input = join(folder, `${key}-leads.csv`)
  const lines = Array.from({ length: importRows }, (_, at) => `${key}-${at},Zylker`)
  writeFileSync(input, ["Last_Name,Company", ...lines, ""].join("\n"))
  return { kind, request: { module: "Leads", operation: "insert" }, input, outcomes: join(folder, `${key}.csv`) }
}

/** Exports, imports and mirrors, spread over organisations. */
export const planJourneys = (
  count: number,
  organizations: ReadonlyArray<string>,
  folder: string,
): ReadonlyArray<Planned> => {
  mkdirSync(folder, { recursive: true })
  return Array.from({ length: count }, (_, at) => {
    const organization = organizations[at % organizations.length] ?? ""
    const kind = kinds[Math.floor(at / organizations.length) % kinds.length] ?? "export"
    const key = `${kind}-${at}`
    const request = requestOf(kind, key, folder)
    return { key, organization, request, file: join(folder, `${key}.csv`) }
  })
}
