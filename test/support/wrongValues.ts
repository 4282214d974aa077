import { Effect, Redacted, Schema, Stream } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { either, pick } from "./Generated.ts"

/** Values of every kind that JavaScript has, and some of Effect's; what a layer provides, nobody can tell before it is built. */
const simple: ReadonlyArray<unknown> = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  1.5,
  7,
  Number.NaN,
  Infinity,
  10n,
  "",
  " ",
  "x",
  "constructor",
  "4150868000005376042",
  Symbol("x"),
  () => undefined,
  Map,
  new Date(0),
  new Date(Number.NaN),
  new Map([["module", "Leads"]]),
  new Set(["Last_Name"]),
  new URL("https://www.zohoapis.com"),
  new Error("x"),
  /x/,
  Uint8Array.of(0x50),
  new ArrayBuffer(4),
  Promise.resolve("x"),
  Object.create(null),
  Redacted.make("x"),
  Stream.empty,
  Effect.void,
  Schema.String,
]

const constants = Arbitrary.map(pick(...simple.keys()), (at) => simple[at])

/** Keys that objects of ours have, and that JavaScript gives a meaning of its own. */
const names =
  "id kind module fields where field comparator value operator conditions resources journal staging store timeout signals size bytes name header columns then length toString constructor __proto__ pipe 0"

const keys = pick(...names.split(" "))

const nested = (depth: number): Arbitrary.Arbitrary<unknown> => {
  if (depth === 0) return constants
  const parts = Arbitrary.array(nested(depth - 1), { maxLength: 3 })
  const objects = Arbitrary.map(
    Arbitrary.array(Arbitrary.all([keys, nested(depth - 1)]), { maxLength: 3 }),
    (entries): unknown => Object.fromEntries(entries),
  )
  return either<unknown>(constants, constants, Arbitrary.schema(Schema.String), parts, objects)
}

/** Anything that a program without types may give. */
export const anyValue: Arbitrary.Arbitrary<unknown> = nested(3)
