import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { root } from "../flags/root.ts"
import { UsageError } from "../failure/UsageError.ts"
import { own } from "../../domain/own.ts"

/** A document of which keys can be picked. */
export type Selectable = Readonly<Record<string, unknown>>

type OneOrMore = { readonly fields: Schema.Struct.Fields } | { readonly members: ReadonlyArray<OneOrMore | Schema.Top> }

const keysOf = (schema: OneOrMore | Schema.Top): ReadonlyArray<string> =>
  "members" in schema
    ? (schema as Extract<OneOrMore, { members: unknown }>).members.flatMap(keysOf)
    : "fields" in schema
      ? Object.keys(schema.fields as object)
      : []

/** Fails on `--select` with a key that no document of these has, before anything is asked for or done. */
export const checkSelect = Effect.fnUntraced(function* (documents: ReadonlyArray<OneOrMore>) {
  const { select: names } = yield* root
  const known = [...new Set(documents.flatMap(keysOf))]
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  return yield* new UsageError({
    problem: `--select names ${unknown.join(", ")}, which the answer does not have`,
    remedy: `It has: ${known.join(", ")}.`,
  })
})

/** Keeps the named keys of a document, in the order asked for, those that it lacks as null; without names, all of it. */
export const select = (document: Selectable, names: ReadonlyArray<string>): Selectable =>
  names.length === 0 ? document : Object.fromEntries(names.map((name) => [name, own(document, name) ?? null]))
