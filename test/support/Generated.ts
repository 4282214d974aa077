import { Schema } from "effect"
import * as Arbitrary from "effect/Arbitrary"

/** A part of an answer, and where in it something known is of a type that it should not be. */
export interface Generated {
  readonly json: Schema.Json
  readonly mistyped: ReadonlyArray<string>
}

export type Generator = Arbitrary.Arbitrary<Generated>

/** One of some values. */
export const pick = <const A extends string | number | boolean | null>(
  ...values: ReadonlyArray<A>
): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(Arbitrary.schema(Schema.Literals(values.keys().toArray())), (index) => values[index]!)

/** One of some generators, each as likely as the others. */
export const either = <A>(...generators: ReadonlyArray<Arbitrary.Arbitrary<A>>): Arbitrary.Arbitrary<A> =>
  Arbitrary.flatMap(pick(...generators.keys()), (index) => generators[index]!)

const fine = (json: Schema.Json): Generated => ({ json, mistyped: [] })

/** A value that is as it should be. */
export const good = (values: Arbitrary.Arbitrary<Schema.Json>): Generator => Arbitrary.map(values, fine)

const texts = Arbitrary.schema(Schema.String)

export const text = good(texts)
export const flag = good(Arbitrary.schema(Schema.Boolean))
export const integer = good(Arbitrary.schema(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))))
export const anyJson = good(
  either<Schema.Json>(
    texts,
    Arbitrary.schema(Schema.Finite),
    pick(null, true, false),
    Arbitrary.map(Arbitrary.array(texts), (values): Schema.Json => ({ nested: [{ values }] })),
  ),
)
export const id = good(Arbitrary.map(Arbitrary.schema(Schema.Int), (n) => `41508680000${Math.abs(n)}`))
export const orNull = (generator: Generator): Generator => either(generator, Arbitrary.Constant(fine(null)))

/** An array of values that are as they should be, or mistyped within. */
export const list = (item: Generator): Generator =>
  Arbitrary.map(Arbitrary.array(item, { maxLength: 3 }), (items) => ({
    json: items.map(({ json }) => json),
    mistyped: items.flatMap(({ mistyped }, index) => mistyped.map((path) => `[${index}]${path}`)),
  }))

/** A key of an object: always there, or now and then, and then now and then with a value of another type. */
interface Field {
  readonly key: string
  readonly entries: Arbitrary.Arbitrary<Generated | undefined>
}

export const always = (key: string, generator: Generator): Field => ({ key, entries: generator })

export const sometimes = (key: string, generator: Generator, ...wrong: ReadonlyArray<Schema.Json>): Field => {
  const mistyped = wrong.map((json) => Arbitrary.Constant({ json, mistyped: [""] }))
  const others = mistyped.length === 0 ? [] : [either<Generated>(...mistyped)]
  return { key, entries: either<Generated | undefined>(Arbitrary.Constant(undefined), generator, generator, ...others) }
}

/** Keys that Zoho does not send today, and keys that JavaScript gives a meaning of its own. */
const strangers = Arbitrary.array(
  Arbitrary.all([
    pick("new_key", "__proto__", "constructor", "toString", "unknownFields", "kind", "raw", "state_as_sent", "", "0"),
    anyJson,
  ]),
  { maxLength: 2 },
)

/** An object with some of its keys, and some that nobody knows before or after them. */
export const object = (...fields: ReadonlyArray<Field>): Generator =>
  Arbitrary.map(
    Arbitrary.all([Arbitrary.all(fields.map(({ entries }) => entries)), strangers, Arbitrary.schema(Schema.Boolean)]),
    ([values, unknown, unknownFirst]) => {
      const known = fields.flatMap(({ key }, at) => (values[at] === undefined ? [] : [[key, values[at]] as const]))
      const entries = known.map(([key, { json }]) => [key, json] as const)
      const others = unknown.map(([key, { json }]) => [key, json] as const)
      return {
        json: Object.fromEntries(unknownFirst ? [...others, ...entries] : [...entries, ...others]),
        mistyped: known.flatMap(([key, { mistyped }]) => mistyped.map((path) => `.${key}${path}`)),
      }
    },
  )
