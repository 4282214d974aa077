import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { Module } from "../../domain/organization/Module.ts"
import type { UnknownModule } from "../../failure/UnknownName.ts"
import { whyNotInBulk } from "../../metadata/bulkRules.ts"
import { findModule } from "../../metadata/findByName.ts"
import { getModules } from "../../metadata/getModules.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import { isApiName } from "../../metadata/ofModuleNamed.ts"
import type { CopiedModule } from "../../mirror/MirrorRequest.ts"
import { UsageError } from "../failure/UsageError.ts"

/** Which modules are asked for, as they were typed. */
export interface AskedModules {
  readonly modules: ReadonlyArray<string>
  readonly all: boolean
  readonly except: ReadonlyArray<string>
  /** Fields that are left out, each as `Module.Field`. */
  readonly exclude: ReadonlyArray<string>
}

const isExported = (module: Module): boolean => whyNotInBulk(module, "export") === undefined

/** Tells what is wrong with what was typed, whatever the organisation has. */
export const checkAsked = ({ all, except, exclude, modules }: AskedModules): Effect.Effect<void, UsageError> => {
  const wrong = (problem: string, remedy: string) => Effect.fail(new UsageError({ problem, remedy }))
  if (all && modules.length > 0) {
    return wrong("--all and names of modules contradict each other", "Name the modules, or use --all.")
  }
  if (!all && modules.length === 0)
    return wrong("No module is named", "Name modules, such as Leads Deals, or use --all.")
  if (!all && except.length > 0) return wrong("--except is for --all", "Leave it out, or use --all.")
  const odd = exclude.find((name) => !/^[^.]+\.[^.]+$/.test(name))
  return odd === undefined
    ? Effect.void
    : wrong(`--exclude ${odd} names no field of a module`, "Write it as Module.Field, such as Leads.Description.")
}

/** Whether the organisation has to be asked which modules it has. */
export const asksForModules = ({ all, modules }: AskedModules): boolean => all || !modules.every(isApiName)

/** Finds the modules that are meant. */
export const modulesNamed = Effect.fnUntraced(function* (
  asked: AskedModules,
): Effect.fn.Return<ReadonlyArray<CopiedModule>, MetadataFailure | UnknownModule, ZohoConnection> {
  const { all, except, exclude, modules } = asked
  const known = asksForModules(asked) ? yield* getModules() : []
  const apiName = (name: string) =>
    isApiName(name) && !all
      ? Effect.succeed(name)
      : Effect.map(Effect.fromResult(findModule(known, name)), (module) => module.apiName)
  const left = yield* Effect.forEach(except, apiName)
  const wanted = all
    ? known.filter(isExported).map((module) => module.apiName)
    : yield* Effect.forEach([...new Set(modules)], apiName)
  return wanted
    .filter((name) => !left.includes(name))
    .map((module) => {
      const fields = exclude.flatMap((name) => {
        const [of = "", field = ""] = name.split(".")
        return of === module ? [field] : []
      })
      return fields.length === 0 ? { module } : { module, exclude: fields }
    })
})
