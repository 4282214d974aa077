import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { Module } from "../../domain/organization/Module.ts"
import type { UnknownField, UnknownModule, UnknownView } from "../../failure/UnknownName.ts"
import { whyNotInBulk } from "../../metadata/bulkRules.ts"
import { findField, findModule } from "../../metadata/findByName.ts"
import { getFields } from "../../metadata/getFields.ts"
import { getModules } from "../../metadata/getModules.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import { isApiName } from "../../metadata/ofModuleNamed.ts"
import type { CopiedModule } from "../../mirror/MirrorRequest.ts"
import { namedExport } from "../../transfer/exports/namedExport.ts"
import { UsageError } from "../failure/UsageError.ts"
import { timeZoneOfRun } from "../flags/timeZoneFlag.ts"
import type { AskedModules, WantedModule } from "./AskedMirror.ts"

/** The modules of an organisation, where this token may list them; names are taken as they are where it may not. */
type Known = ReadonlyArray<Module> | undefined

const knownModules = (refresh: boolean) => {
  const unread = () => Effect.succeed<Known>(undefined)
  return Effect.catchTags(
    Effect.map(getModules({ refresh }), (modules): Known => modules),
    { ScopeMissing: unread, PermissionDenied: unread },
  )
}

/** Finds the API name of a module. One that is new may not be among those that are known. */
const apiNameIn = (
  known: Known,
  name: string,
): Effect.Effect<string, MetadataFailure | UnknownModule, ZohoConnection> => {
  if (known === undefined && isApiName(name)) return Effect.succeed(name)
  return Effect.fromResult(findModule(known ?? [], name)).pipe(
    Effect.catchTag("UnknownModule", () =>
      Effect.flatMap(getModules({ refresh: true }), (modules) => Effect.fromResult(findModule(modules, name))),
    ),
    Effect.map(({ apiName }) => apiName),
  )
}

/** What is wanted of a module, by the names that requests use. A field to leave out that nobody knows is a failure: else it would be copied. */
const copiedModule = Effect.fnUntraced(function* ({ exclude = [], fields, module, where }: WantedModule) {
  const at = { now: yield* DateTime.now, timeZone: yield* timeZoneOfRun(undefined) }
  const named = yield* namedExport({ module, fields, where }, at)
  const known = exclude.length === 0 ? [] : yield* getFields(module)
  const left = yield* Effect.forEach(exclude, (name) => Effect.fromResult(findField({ module, fields: known }, name)))
  return {
    module,
    ...(named.fields === undefined ? {} : { fields: named.fields }),
    ...(left.length === 0 ? {} : { exclude: left.map(({ apiName }) => apiName) }),
    ...(named.where === undefined ? {} : { where: named.where }),
  } satisfies CopiedModule
})

/** Finds what is meant by names as people know them. */
export const modulesNamed = Effect.fnUntraced(function* ({
  all,
  except,
  exclude,
  wanted,
}: AskedModules): Effect.fn.Return<
  ReadonlyArray<CopiedModule>,
  MetadataFailure | UnknownModule | UnknownField | UnknownView | UsageError,
  ZohoConnection
> {
  const known = all ? yield* getModules({ refresh: true }) : yield* knownModules(false)
  const left = yield* Effect.forEach(except, (name) => apiNameIn(known, name))
  const named = yield* Effect.forEach(wanted, (each) =>
    Effect.map(apiNameIn(known, each.module), (module) => ({ ...each, module })),
  )
  const everyModule = (known ?? [])
    .filter((module) => all && whyNotInBulk(module, "export") === undefined)
    .map(({ apiName }): WantedModule => ({ module: apiName }))
  const modules = [...new Map([...everyModule, ...named].map((each) => [each.module, each])).values()].filter(
    ({ module }) => !left.includes(module),
  )
  const leftOut = yield* Effect.forEach(exclude, ({ field, module }) =>
    Effect.map(apiNameIn(known, module), (apiName) => ({ field, module: apiName })),
  )
  const elsewhere = leftOut.find((each) => !modules.some(({ module }) => module === each.module))
  if (elsewhere !== undefined) {
    return yield* new UsageError({
      problem: `--exclude ${elsewhere.module}.${elsewhere.field} is of a module that is not copied`,
      remedy: "Leave it out, or name its module, too.",
    })
  }
  return yield* Effect.forEach(modules, (each) => {
    const fields = leftOut.filter(({ module }) => module === each.module).map(({ field }) => field)
    return copiedModule({ ...each, exclude: [...(each.exclude ?? []), ...fields] })
  })
})
