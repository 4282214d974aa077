import { readFileSync } from "node:fs"
import { join } from "node:path"
import type * as Mirror from "@zoho-bulk/core/Mirror"
import * as Emulator from "@zoho-bulk/core/emulator"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { Limits, ZohoConnection } from "@zoho-bulk/core"
import type { ApiVersion } from "@zoho-bulk/core/Settings"
import { Effect, Layer, Redacted } from "effect"
import { runner } from "./runner.ts"

/** A connection to an emulated Zoho, and the files of this machine. */
export const emulated = (
  options: Emulator.EmulatorOptions = {},
  limits: Limits.LimitsOptions = {},
  apiVersion?: ApiVersion,
) =>
  ZohoConnection.layer({ apiVersion }).pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Layer.orDie(Emulator.layerHttpClient({ jobDuration: 0, ...options }))),
    Layer.merge(Limits.layer(limits)),
    Layer.merge(runner.layerFiles),
  )

/** The values of a record by their columns, without those that are empty. */
export type CopiedRecord = Readonly<Record<string, string>>

const withoutEmpty = (record: Readonly<Record<string, string>>, columns: ReadonlyArray<string>): CopiedRecord =>
  Object.fromEntries(columns.flatMap((name) => ((record[name] ?? "") === "" ? [] : [[name, record[name] ?? ""]])))

/** The records of a module as Zoho has them now, by id, with the columns of a copy. */
export const recordsAtZoho = Effect.fnUntraced(function* (module: string, columns: ReadonlyArray<Mirror.CopyColumn>) {
  const records = yield* (yield* Emulator.Emulator).records(module)
  const names = columns.flatMap(({ isGone = false, name }) => (isGone ? [] : [name]))
  return new Map(records.map((record) => [record["id"] ?? "", withoutEmpty(record, names)]))
})

const text = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (Array.isArray(value)) return value.join(";")
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** The records of a copy in a folder of NDJSON, by id. */
export const recordsInFolder = (folder: string, module: string): ReadonlyMap<string, CopiedRecord> => {
  const lines = readFileSync(join(folder, `${module}.ndjson`), "utf8")
    .split("\n")
    .slice(0, -1)
  return new Map(
    lines.map((line) => {
      const record = JSON.parse(line) as Readonly<Record<string, unknown>>
      const cells = Object.entries(record).map(([name, value]) => [name, text(value)] as const)
      const { id = "", ...values }: Record<string, string> = Object.fromEntries(cells)
      return [id, withoutEmpty({ id, ...values }, ["id", ...Object.keys(values)])]
    }),
  )
}
