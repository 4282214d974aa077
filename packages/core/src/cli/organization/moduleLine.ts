import type { Module } from "../../domain/organization/Module.ts"
import { whyNotInBulk } from "../../metadata/bulkRules.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import type { Style } from "../output/Style.ts"
import { grid } from "../output/Table.ts"
import type { Words } from "../output/Words.ts"
import { inBulk, readCell, reasonsCell, writeCell } from "./inBulk.ts"

type ModuleLine = LineOf<"modules">

/** A module as documents have it. */
export const moduleLine = (module: Module): ModuleLine => {
  const { apiName, generatedType, pluralLabel = apiName, singularLabel, status } = module
  return {
    apiName,
    label: pluralLabel,
    ...(singularLabel === undefined ? {} : { singularLabel }),
    ...(generatedType === undefined ? {} : { generatedType }),
    ...(status === undefined ? {} : { status }),
    inApi: module.isInApi,
    ...inBulk(module, whyNotInBulk),
  }
}

/** Modules, for people. */
export const moduleTable = (style: Style, modules: ReadonlyArray<ModuleLine>): Words =>
  grid(
    style,
    ["Label", "API name", "Kind", "Read", "Write", "Why not"],
    modules.map((module) => [
      module.label,
      module.apiName,
      module.generatedType ?? "",
      readCell(module),
      writeCell(module),
      reasonsCell(module).join("; "),
    ]),
  )
