import type * as Schema from "effect/Schema"

/**
 * A schema for every key of an interface: a literal that `satisfies` it leaves none out and has no other, or it does not compile.
 */
export type FieldSchemas<A> = { readonly [K in keyof A]-?: Schema.Codec<A[K], unknown> }
