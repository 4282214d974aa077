import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { Condition } from "../../domain/Condition.ts"
import type { Field } from "../../domain/organization/Field.ts"
import type { NowAndZone } from "../../domain/readTime.ts"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { PermissionDenied, ScopeMissing } from "../../failure/Refusal.ts"
import type { UnknownField, UnknownModule, UnknownView } from "../../failure/UnknownName.ts"
import { whyNotReadable } from "../../metadata/bulkRules.ts"
import { findModule, findView } from "../../metadata/findByName.ts"
import { getCustomViews } from "../../metadata/getCustomViews.ts"
import { getFields } from "../../metadata/getFields.ts"
import { getModules } from "../../metadata/getModules.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import { isApiName } from "../../metadata/ofModuleNamed.ts"
import { columnTypes, type KnownColumn } from "./columnTypes.ts"
import { fieldNamed, type FieldsOfModule } from "./fieldNamed.ts"
import { typeCondition } from "./typedCondition.ts"

/** What is asked for, by names as people know them. */
export interface AskedExport {
  /** The module, by its API name or its label. */
  readonly module: string
  /** API names or labels of the fields; `"all"` for those that bulk read has; every field that Zoho gives by default. */
  readonly fields?: ReadonlyArray<string> | "all" | undefined
  /** Which records, as it was read from what was typed. */
  readonly where?: Condition | undefined
  /** A custom view, by its id or its name. */
  readonly view?: string | undefined
  /** Whether it must be known what the columns hold. */
  readonly needsTypes?: boolean | undefined
}

/** A field that an export of all fields does not have, and why. */
export interface LeftOutField {
  /** API name of the field. */
  readonly field: string
  /** Why bulk read does not have it, as the end of a sentence. */
  readonly because: string
}

/** What is asked for, by the names that requests use. */
export interface NamedExport {
  /** API name of the module. */
  readonly module: string
  /** API names of the fields; absent if every field is wanted that Zoho gives. */
  readonly fields?: ReadonlyArray<string>
  /** Which records, as Zoho takes it. */
  readonly where?: Condition
  /** The id of the view. */
  readonly cvid?: string
  /** What the columns hold, by their names; absent if it is not known. */
  readonly types?: Readonly<Record<string, KnownColumn>>
  /** Fields that an export of all fields does not have. */
  readonly leftOut: ReadonlyArray<LeftOutField>
  /** Why the organisation could not be asked, if it could not: names and values are then used as given. */
  readonly unread?: ScopeMissing | PermissionDenied
  /** Whether another zone would make other times of what was asked for. */
  readonly dependsOnZone: boolean
}

/** Every way in which names can lead nowhere. */
export type NamingFailure = MetadataFailure | UnknownField | UnknownModule | UnknownView

const isId = (view: string): boolean => /^\d+$/.test(view)

/** Finds out what a request needs: each question is a request of its own, of one credit. */
export const questionsOf = ({ fields, module, needsTypes = false, view, where }: AskedExport) => ({
  modules: !isApiName(module),
  fields: fields !== undefined || where !== undefined || needsTypes,
  views: view !== undefined && !isId(view),
})

const moduleNamed = (name: string) =>
  Effect.flatMap(getModules(), (modules) => Effect.fromResult(findModule(modules, name)))

/** The fields of a module, whose name may be a label of one word: Zoho knows no module of that name then. */
const fieldsOf = (name: string): Effect.Effect<FieldsOfModule, MetadataFailure | UnknownModule, ZohoConnection> =>
  Effect.map(getFields(name), (fields) => ({ module: name, fields })).pipe(
    Effect.catchTag("RequestNotAccepted", (refusal) =>
      Effect.flatMap(moduleNamed(name), ({ apiName }) =>
        apiName === name
          ? Effect.fail(refusal)
          : Effect.map(getFields(apiName), (fields) => ({ module: apiName, fields })),
      ),
    ),
  )

const readable = (fields: ReadonlyArray<Field>) => {
  const judged = fields.map((field) => ({ field: field.apiName, because: whyNotReadable(field) }))
  return {
    fields: judged.flatMap(({ because, field }) => (because === undefined ? [field] : [])),
    leftOut: judged.flatMap(({ because, field }) => (because === undefined ? [] : [{ because, field }])),
  }
}

/** The fields that are exported, and those that all fields are without. */
interface Chosen {
  readonly fields: ReadonlyArray<string> | undefined
  readonly leftOut: ReadonlyArray<LeftOutField>
}

const chosenOf = (
  of: FieldsOfModule,
  wanted: ReadonlyArray<string> | "all" | undefined,
): Result.Result<Chosen, UnknownField> => {
  if (wanted === "all") return Result.succeed(readable(of.fields))
  if (wanted === undefined) return Result.succeed({ fields: undefined, leftOut: [] })
  return Result.map(Result.all(wanted.map((name) => fieldNamed(of, name))), (named) => ({
    fields: named.map(({ path }) => path),
    leftOut: [],
  }))
}

/** Zones of which at least one has other times than any zone does, if the zone makes a difference. */
const otherZones = [DateTime.zoneMakeOffset(14 * 60 * 60 * 1_000), DateTime.zoneMakeOffset(0)]

const typed = (
  where: Condition | undefined,
  at: NowAndZone,
  of?: FieldsOfModule,
): Result.Result<Pick<NamedExport, "where" | "dependsOnZone">, InvalidRequest | UnknownField> => {
  if (where === undefined) return Result.succeed({ dependsOnZone: false })
  const [here, ...others] = [at.timeZone, ...otherZones].map((timeZone) =>
    typeCondition(where, { ...at, timeZone, of }),
  )
  if (here === undefined) return Result.succeed({ where, dependsOnZone: false })
  return Result.mapBoth(here, {
    onSuccess: (condition) => ({ where: condition, dependsOnZone: others.some((other) => !Equal.equals(other, here)) }),
    onFailure: (failure) => ("_tag" in failure ? failure : new InvalidRequest(failure)),
  })
}

/** Uses names and values as given, and types the condition by whatever is known of the fields. */
export const namedAsGiven = (
  { fields, module, view, where }: AskedExport,
  at: NowAndZone,
  of?: FieldsOfModule,
): Result.Result<NamedExport, InvalidRequest | UnknownField> =>
  Result.map(typed(where, at, of), (condition) => ({
    module,
    ...(fields === undefined || fields === "all" ? {} : { fields }),
    ...condition,
    ...(view === undefined ? {} : { cvid: view }),
    leftOut: [],
  }))

/** The fields of the module, if they are needed; or why they may not be read. */
const fieldsIfAny = (
  isNeeded: boolean,
  module: string,
): Effect.Effect<
  { readonly of?: FieldsOfModule; readonly unread?: ScopeMissing | PermissionDenied },
  MetadataFailure | UnknownModule,
  ZohoConnection
> => {
  const asGiven = (unread: ScopeMissing | PermissionDenied) => Effect.succeed({ unread })
  return isNeeded
    ? fieldsOf(module).pipe(
        Effect.map((of) => ({ of })),
        Effect.catchTags({ ScopeMissing: asGiven, PermissionDenied: asGiven }),
      )
    : Effect.succeed({})
}

/**
 * Resolves the names that people use in an export: modules, fields and views by their labels, values and times by the
 * types of their fields. If the fields may not be read, names and values are used as given, and the reason is reported.
 */
export const namedExport = Effect.fnUntraced(function* (
  asked: AskedExport,
  at: NowAndZone,
): Effect.fn.Return<NamedExport, NamingFailure, ZohoConnection> {
  const { fields: wanted, needsTypes, view } = asked
  const questions = questionsOf(asked)
  const name = questions.modules ? (yield* moduleNamed(asked.module)).apiName : asked.module
  const { of, unread } = yield* fieldsIfAny(questions.fields, name)
  const module = of?.module ?? name
  const views = questions.views ? yield* getCustomViews(module) : []
  const cvid =
    view === undefined || isId(view) ? view : (yield* Effect.fromResult(findView({ module, views }, view))).id
  const named = { ...asked, module, view: cvid }
  if (of === undefined) {
    const given = yield* Effect.fromResult(namedAsGiven(named, at))
    return unread === undefined ? given : { ...given, unread }
  }
  const { fields, leftOut } = yield* Effect.fromResult(chosenOf(of, wanted))
  return {
    ...(yield* Effect.fromResult(namedAsGiven({ ...named, fields }, at, of))),
    ...(needsTypes === true ? { types: columnTypes(of.fields, fields) } : {}),
    leftOut,
  }
})
