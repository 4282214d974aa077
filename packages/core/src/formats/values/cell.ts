import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** How a value is spelled in a cell. */
interface Spelling<A> {
  /** What a cell that is not empty should contain, as the end of "Expected …". */
  readonly expected: string
  readonly read: (text: string) => Option.Option<A>
  readonly write: (value: A) => string
}

/**
 * A value that is text in a cell, and absent from an empty one. A value that could not be read again is not written.
 */
export const cell = <A>(
  type: Schema.Codec<A, unknown>,
  { expected, read, write }: Spelling<A>,
): Schema.Codec<A | null, string> => {
  const readText = (text: string): Effect.Effect<A, SchemaIssue.Issue> =>
    Option.match(read(text), {
      onNone: () => Effect.fail(new SchemaIssue.InvalidValue({ message: `Expected ${expected}` }, text, {})),
      onSome: Effect.succeed,
    })
  return Schema.String.pipe(
    Schema.decodeTo(
      Schema.NullOr(Schema.toType(type)),
      SchemaTransformation.transformEffect({
        decode: (text: string): Effect.Effect<A | null, SchemaIssue.Issue> =>
          text === "" ? Effect.succeed(null) : readText(text),
        encode: (value: A | null) => {
          if (value === null) return Effect.succeed("")
          const text = write(value)
          return Effect.as(readText(text), text)
        },
      }),
    ),
  )
}

/**
 * Requires a value in cells that may otherwise be empty: an empty cell is refused instead of giving `null`.
 *
 * **Example** (Records that certainly have an id)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * export const Contact = Schema.Struct({
 *   id: Values.required(Values.Id),
 *   Email: Values.Text,
 * })
 * ```
 *
 * @category combinators
 */
export const required = <A>(schema: Schema.Codec<A | null, string>): Schema.Codec<NonNullable<A>, string> => {
  const isPresent = (value: A | null): value is NonNullable<A> => value !== null && value !== undefined
  return schema.pipe(Schema.refine(isPresent, { expected: "a value, not an empty cell" })) as Schema.Codec<
    NonNullable<A>,
    string
  >
}
