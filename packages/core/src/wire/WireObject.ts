import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import type * as Types from "effect/Types"
import { own } from "../domain/own.ts"
import type { UnknownFields } from "../domain/UnknownFields.ts"
import { isNumberAsSent } from "./Json.ts"
import { leadTo, type Unexpected, Unreadable, type WireCodec } from "./WireCodec.ts"

/** One typed field: its key on the wire, its form, and whether an answer without it makes sense. */
export interface WireField<A, Required extends boolean = boolean> {
  readonly key: string
  readonly codec: WireCodec<A>
  readonly isRequired: Required
}

/** A field without which, or with another type, the whole object is refused. */
export const required = <A>(key: string, codec: WireCodec<A>): WireField<A, true> => ({
  key,
  codec,
  isRequired: true,
})

/** A field that is left out if it is missing, and kept among the unknown ones if it has another type. */
export const optional = <A>(key: string, codec: WireCodec<A>): WireField<A, false> => ({
  key,
  codec,
  isRequired: false,
})

// oxlint-disable-next-line typescript/no-explicit-any -- the one place where fields of all types meet
type AnyFields = Record<string, WireField<any>>

type TypeOf<F> = F extends WireField<infer A> ? A : never
type RequiredNames<F extends AnyFields> = { [K in keyof F]: F[K]["isRequired"] extends true ? K : never }[keyof F]

/**
 * The fields by which a value of the domain is spelled, each with its codec; `Derived` are those that follow from others.
 *
 * A literal that `satisfies` it names every field of the domain and no other, or it does not compile.
 */
export type FieldsOf<A, Derived extends keyof A = never> = {
  readonly [K in Exclude<keyof A, Derived | "unknownFields">]-?: WireField<Exclude<A[K], undefined>>
}

/** The typed value of an object with the given fields. */
export type WireObject<F extends AnyFields> = Types.Simplify<
  { readonly [K in RequiredNames<F>]: TypeOf<F[K]> } & {
    readonly [K in Exclude<keyof F, RequiredNames<F>>]?: TypeOf<F[K]>
  } & { readonly unknownFields?: UnknownFields }
>

type Loose = { readonly [name: string]: unknown; readonly unknownFields?: UnknownFields }

/**
 * An object whose keys we partly know: nothing that it holds is lost, and only what is required can make it unreadable.
 *
 * `derived` adds values that follow from the decoded ones; encoding passes them over.
 */
export const wireObject = <F extends AnyFields, D extends object = object>(
  fields: F,
  derived?: (known: WireObject<F>) => D,
): WireCodec<WireObject<F> & D> => {
  const names = Object.entries(fields)
  const byKey = new Map(names.map(([name, field]) => [field.key, { name, ...field }]))

  const read = (json: unknown, unexpected: Unexpected): (WireObject<F> & D) | Unreadable => {
    if (!Predicate.isObject(json) || isNumberAsSent(json))
      return new Unreadable({ path: [], expected: "an object", found: json })
    const known: Record<string, unknown> = {}
    const unknown: Array<readonly [string, unknown]> = []
    for (const [key, found] of Object.entries(json)) {
      const field = byKey.get(key)
      if (field !== undefined) {
        const since = unexpected.length
        const value: unknown = field.codec.read(found, unexpected)
        if (!(value instanceof Unreadable)) {
          leadTo(unexpected, since, key)
          known[field.name] = value
          continue
        }
        if (field.isRequired || value.fault.isNumericId) return value.under(key)
        unexpected.length = since
        unexpected.push([key])
      }
      unknown.push([key, found])
    }
    for (const [name, { isRequired, key }] of names) {
      if (isRequired && known[name] === undefined) return new Unreadable({ path: [key], expected: "a value" })
    }
    if (unknown.length > 0) known["unknownFields"] = Object.fromEntries(unknown)
    const value = known as object as WireObject<F>
    return Object.assign(value as object, derived?.(value)) as WireObject<F> & D
  }

  const encode = (value: WireObject<F> & D): Schema.Json => {
    const typed = value as Loose
    const sent = names.flatMap(([name, { codec, key }]): ReadonlyArray<readonly [string, Schema.Json]> =>
      own(typed, name) === undefined ? [] : [[key, codec.encode(own(typed, name))]],
    )
    return Object.fromEntries([...sent, ...Object.entries(typed.unknownFields ?? {})])
  }

  return { read, encode }
}
