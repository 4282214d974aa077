import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { Field } from "../../domain/organization/Field.ts"
import type { Module } from "../../domain/organization/Module.ts"
import type { WriteOperation } from "../../domain/WriteRequest.ts"
import { whyNotInBulk } from "../../metadata/bulkRules.ts"
import { describeModule, type DescribedField } from "../../metadata/describeModule.ts"
import { findModule } from "../../metadata/findByName.ts"
import { getFields } from "../../metadata/getFields.ts"
import { getModules } from "../../metadata/getModules.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import { type ImportFinding, stopping } from "./ImportFinding.ts"

/** An organisation's description of a module to write to. */
export interface KnownModule {
  /** The API name of the module. */
  readonly module: string
  readonly fields: ReadonlyArray<DescribedField>
  /** Why nothing can be written to it; its fields are not known then. */
  readonly refusal?: ImportFinding
}

const refused = (module: string, problem: string, remedy: string): KnownModule => ({
  module,
  fields: [],
  refusal: stopping({ kind: "module", problem, remedy }),
})

/** Finds a module by its API name or its label, and asks what it is made of: three API credits, where nothing is known yet. */
export const askAboutModule = Effect.fnUntraced(function* (
  name: string,
  operation: WriteOperation,
): Effect.fn.Return<KnownModule, MetadataFailure, ZohoConnection> {
  const found = findModule(yield* getModules(), name)
  if (Result.isFailure(found)) {
    const { candidates, suggestion, summary } = found.failure
    const meant = candidates.length > 0 ? candidates.join(" or ") : suggestion
    return refused(name, summary, meant === undefined ? "Name a module by its API name." : `Did you mean ${meant}?`)
  }
  const { apiName }: Module = found.success
  const why = whyNotInBulk(found.success, operation)
  if (why !== undefined) {
    return refused(
      apiName,
      `${apiName} does not accept bulk ${operation}s: ${why}`,
      "Write its records one by one, with the records API.",
    )
  }
  return yield* describeModule(apiName)
})

/**
 * The fields of the module that a lookup points to; nothing if they may not be read. Costs one API credit, if they are
 * not known.
 */
export const askAboutTarget = (
  module: string,
): Effect.Effect<ReadonlyArray<Field> | undefined, MetadataFailure, ZohoConnection> => {
  const nothing = () => Effect.succeed(undefined)
  return getFields(module).pipe(
    Effect.catchTags({ ScopeMissing: nothing, PermissionDenied: nothing, RequestNotAccepted: nothing }),
  )
}
