import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { JourneyRequest } from "@zoho-bulk/core/durable"

/** The records of a module that is read, three pages of them. */
export const recordsRead = 25
export const recordsPerPage = 10

/** The rows of an import. */
export const importRows = 5

/** A journey of the trial, and where its outcome lies. No other one of its organisation is of its module, so that a job tells whose it is. */
export interface Planned {
  readonly key: string
  readonly organization: string
  readonly module: string
  readonly request: JourneyRequest
  readonly file: string
}

const kinds = ["export", "import", "export", "import", "mirror"] as const

interface Wanted {
  readonly kind: (typeof kinds)[number]
  readonly key: string
  readonly module: string
  readonly folder: string
}

const requestOf = ({ folder, key, kind, module }: Wanted): JourneyRequest => {
  if (kind === "export") return { kind, request: { module, fields: ["Email"] }, output: join(folder, `${key}.csv`) }
  if (kind === "mirror") {
    return { kind, modules: [{ module }], target: { _tag: "folder", folder: join(folder, key) } }
  }
  const input = join(folder, `${key}-rows.csv`)
  const lines = Array.from({ length: importRows }, (_, at) => `${key}-${at}`)
  writeFileSync(input, ["Name", ...lines, ""].join("\n"))
  return { kind, request: { module, operation: "insert" }, input, outcomes: join(folder, `${key}.csv`) }
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
    const round = Math.floor(at / organizations.length)
    const kind = kinds[round % kinds.length] ?? "export"
    const key = `${kind}-${at}`
    const module = `Trial_${round}`
    const request = requestOf({ kind, key, module, folder })
    return { key, organization, module, request, file: join(folder, `${key}.csv`) }
  })
}

/** How many records the modules of an organisation have before the trial. */
export const recordsBefore = (
  planned: ReadonlyArray<Planned>,
  organization: string,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    planned
      .filter((each) => each.organization === organization)
      .map(({ module, request }) => [module, request.kind === "import" ? 0 : recordsRead]),
  )
