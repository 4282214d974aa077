import * as Result from "effect/Result"
import type { CustomView } from "../domain/organization/CustomView.ts"
import type { Field } from "../domain/organization/Field.ts"
import type { Module } from "../domain/organization/Module.ts"
import { describeValue } from "../failure/describeValue.ts"
import { nearest } from "../domain/didYouMean.ts"
import { UnknownField, UnknownModule, UnknownView } from "../failure/UnknownName.ts"

/** The names of a thing: in requests, and for users. */
interface Names {
  /** The name or id that only this thing has. */
  readonly own: string
  /** Its other names. */
  readonly labels: ReadonlyArray<string | undefined>
}

/** A name as people remember it: ignores case, and whether spaces or underscores separate its words. */
const remembered = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, " ")

/** What a name matches: one thing, or all that it could mean. */
type Found<A> = { readonly one: A } | { readonly several: ReadonlyArray<A> }

/**
 * Of several ways in which names match, the strictest that finds anything decides: the thing's own name, an exact
 * label, and a label as people remember it.
 */
const find = <A>(things: ReadonlyArray<A>, namesOf: (thing: A) => Names, name: string): Found<A> => {
  const wanted = remembered(name)
  const ways: ReadonlyArray<(names: Names) => boolean> = [
    ({ own }) => own === name,
    ({ labels }) => labels.includes(name),
    ({ labels, own }) => [own, ...labels].some((each) => each !== undefined && remembered(each) === wanted),
  ]
  for (const agrees of ways) {
    const [first, ...others] = things.filter((thing) => agrees(namesOf(thing)))
    if (first !== undefined) return others.length === 0 ? { one: first } : { several: [first, ...others] }
  }
  return { several: [] }
}

/** What a failure reports about a name: all that it could mean or, if nothing has it, which name is close. */
const saidOf = <A>(things: ReadonlyArray<A>, namesOf: (thing: A) => Names, name: string, several: ReadonlyArray<A>) => {
  const names = things.map(namesOf)
  const all = names.flatMap(({ labels, own }) => [own, ...labels])
  const distinct = [...new Set(all.filter((each) => each !== undefined))]
  const owns = names.map(({ own }) => own)
  const firstLabels = names.map(({ labels: [first], own }) => first ?? own)
  // Two names of one thing may be as near as each other.
  const suggestion =
    several.length === 0 ? (nearest(name, distinct) ?? nearest(name, owns) ?? nearest(name, firstLabels)) : undefined
  return {
    name,
    candidates: several.map((thing) => namesOf(thing).own),
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

/** A name that comes from a program without types may be anything. */
const textOf = (name: unknown): string => (typeof name === "string" ? name : describeValue(name))

const namesOfField = ({ apiName, label }: Field): Names => ({ own: apiName, labels: [label] })

const namesOfModule = ({ apiName, moduleName, pluralLabel, singularLabel }: Module): Names => ({
  own: apiName,
  labels: [pluralLabel, singularLabel, moduleName],
})

const namesOfView = ({ displayValue, id, name, systemName }: CustomView): Names => ({
  own: id,
  labels: [name, displayValue, systemName],
})

/**
 * The fields to search; a `DescribedModule` has them.
 *
 * **Example** (Fields that were requested)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const fieldsOf = (module: string): Effect.Effect<Metadata.FieldsOfModule, unknown, unknown> =>
 *   Effect.map(Metadata.getFields(module), (fields) => ({ module, fields }))
 * ```
 *
 * @category models
 */
export interface FieldsOfModule<F extends Field = Field> {
  /** The API name of the module, for failures. */
  readonly module: string
  /** The fields of the module. */
  readonly fields: ReadonlyArray<F>
}

/**
 * The views to search.
 *
 * **Example** (Views that were requested)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const viewsOf = (module: string): Effect.Effect<Metadata.ViewsOfModule, unknown, unknown> =>
 *   Effect.map(Metadata.getCustomViews(module), (views) => ({ module, views }))
 * ```
 *
 * @category models
 */
export interface ViewsOfModule {
  /** The API name of the module, for failures. */
  readonly module: string
  /** The custom views of the module. */
  readonly views: ReadonlyArray<CustomView>
}

/**
 * Finds a field by its API name or by the label that users see: `Last_Name`, `Last Name`, `last name`.
 *
 * **Details**
 *
 * API names take precedence over labels. A name that several fields have, or none, fails with `UnknownField`, which
 * lists those fields, or suggests a close one.
 *
 * **Example** (The fields of a header)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const fieldsOf = Effect.fnUntraced(function* (module: string, header: ReadonlyArray<string>) {
 *   const fields = yield* Metadata.getFields(module)
 *   return yield* Effect.forEach(header, (name) => Effect.fromResult(Metadata.findField({ module, fields }, name)))
 * })
 * ```
 *
 * @category names
 */
export const findField = <F extends Field>(
  { fields, module }: FieldsOfModule<F>,
  name: string,
): Result.Result<F, UnknownField> => {
  const given = textOf(name)
  const found = find(fields, namesOfField, given)
  return "one" in found
    ? Result.succeed(found.one)
    : Result.fail(new UnknownField({ ...saidOf(fields, namesOfField, given, found.several), module }))
}

/**
 * Finds a module by its API name, or by what users call it or one of its records: `Sales_Orders`, `Sales Orders`.
 *
 * **Example** (The module that a user has typed)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const module = (name: string) =>
 *   Effect.flatMap(Metadata.getModules(), (modules) => Effect.fromResult(Metadata.findModule(modules, name)))
 * ```
 *
 * @category names
 */
export const findModule = (modules: ReadonlyArray<Module>, name: string): Result.Result<Module, UnknownModule> => {
  const given = textOf(name)
  const found = find(modules, namesOfModule, given)
  return "one" in found
    ? Result.succeed(found.one)
    : Result.fail(new UnknownModule(saidOf(modules, namesOfModule, given, found.several)))
}

/**
 * Finds a custom view by its id, or by the name that users see: `All Contacts`.
 *
 * **Example** (The view that a user has typed)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const view = (module: string, name: string) =>
 *   Effect.flatMap(Metadata.getCustomViews(module), (views) =>
 *     Effect.fromResult(Metadata.findView({ module, views }, name)),
 *   )
 * ```
 *
 * @category names
 */
export const findView = ({ module, views }: ViewsOfModule, name: string): Result.Result<CustomView, UnknownView> => {
  const given = textOf(name)
  const found = find(views, namesOfView, given)
  return "one" in found
    ? Result.succeed(found.one)
    : Result.fail(new UnknownView({ ...saidOf(views, namesOfView, given, found.several), module }))
}
