import { assert } from "@effect/vitest"
import { documents } from "@zoho-bulk/core/cli"
import { Schema } from "effect"

/** Fails the test where a text is no document of a schema, to the last key. */
export const isOf = (schema: unknown, name: string, text: string): void => {
  const decode = Schema.decodeUnknownSync(schema as Schema.Codec<unknown>, { onExcessProperty: "error" })
  try {
    decode(JSON.parse(text))
  } catch (error) {
    assert.fail(`${name}: ${String(error)}\n${text}`)
  }
}

/** Fails the test where a text is not the document of that name. */
export const fits = (name: keyof typeof documents, text: string): void => isOf(documents[name], name, text)
