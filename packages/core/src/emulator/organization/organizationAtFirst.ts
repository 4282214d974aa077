import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { GivenRecord, Module } from "../model/Module.ts"
import type { OrganizationDescription } from "../model/OrganizationDescription.ts"
import type { ModuleRecords, Records } from "../model/Records.ts"
import type { WrongPlace } from "../model/WrongPlace.ts"
import { describedModule } from "./described/describedModule.ts"
import { describedRecords } from "./described/describedRecords.ts"
import { misspeltInModules } from "./described/misspeltKeys.ts"
import { withSystemValues } from "./described/withSystemValues.ts"
import { modulesFor } from "./modules.ts"
import { viewConditionsOf } from "./viewConditions.ts"

type Counts = Readonly<Record<string, number>>

const madeUp = (base: number): ModuleRecords => ({ base, inserted: 0, changes: new Map() })

/** The organisation that the emulator has where nobody describes one. */
const usual = (counts: Counts): Records => ({
  modules: modulesFor(Object.keys(counts)),
  of: new Map(Object.entries(counts).map(([name, base]) => [name, madeUp(base)])),
})

/** Puts described records behind the made-up ones, as if they had been written. */
const withRecords = (
  module: Module,
  base: number,
  records: ReadonlyArray<GivenRecord>,
): readonly [Module, ModuleRecords] => {
  const byNumber = new Map(records.flatMap(({ id }, at) => (id === undefined ? [] : [[base + at + 1, id] as const])))
  const numberOf = new Map(Array.from(byNumber, ([n, id]) => [id, n] as const))
  const changes = new Map(
    records.map((record, at) => [base + at + 1, withSystemValues(module, base + at + 1, record)] as const),
  )
  return [
    { ...module, ownIds: { byNumber, numberOf } },
    { base, inserted: records.length, changes },
  ]
}

/**
 * Makes an organisation, with all its records, as described or as in every emulator; counts are of generated records.
 */
export const organizationAtFirst = Effect.fnUntraced(function* (
  description: OrganizationDescription | undefined,
  counts: Counts,
): Effect.fn.Return<Records, WrongPlace> {
  if (description === undefined) return usual(counts)
  const misspelt = misspeltInModules(description)
  if (misspelt !== undefined) return yield* Effect.fail(misspelt)
  const modules = new Map<string, Module>()
  const of = new Map<string, ModuleRecords>()
  const findModule = (apiName: string): Module | undefined => modules.get(apiName)
  for (const [index, described] of description.modules.entries()) {
    const path = ["modules", index]
    const { api_name: apiName, generated_records: generated = 0 } = described
    if (modules.has(apiName)) {
      const remedy = "Describe each module once."
      return yield* Effect.fail({ path: [...path, "api_name"], problem: "repeated", value: apiName, remedy } as const)
    }
    const plain = yield* Effect.fromResult(describedModule(described, index, findModule, path))
    const records = yield* Effect.fromResult(describedRecords(plain, described, path))
    const [module, ofModule] = withRecords(plain, counts[apiName] ?? generated, records)
    modules.set(apiName, module)
    of.set(apiName, ofModule)
  }
  const others = Object.entries(counts).filter(([name]) => !modules.has(name))
  for (const [name, base] of others) of.set(name, madeUp(base))
  const names = others.map(([name]) => name)
  const world: Records = { modules: modulesFor(names, [...modules.values()], description.modules.length), of }
  for (const [index, module] of world.modules.entries()) {
    for (const [at, view] of module.views.entries()) {
      const read = yield* Effect.result(viewConditionsOf(world, module, view))
      if (Result.isSuccess(read)) continue
      const path = ["modules", index, "custom_views", at, "criteria"]
      const remedy = `Zoho would answer ${read.failure.code}: use conditions as read jobs accept them, on fields of the module.`
      return yield* Effect.fail({ path, problem: "wrong", value: view.criteria, remedy } as const)
    }
  }
  return world
})
