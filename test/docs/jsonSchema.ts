import { documents, lines } from "@zoho-bulk/core/cli"
import { Schema } from "effect"

const parts = [
  ...Object.entries(documents),
  ...Object.entries(lines).map(([name, schema]) => [`${name}Line`, schema] as const),
].map(([name, schema]) => [name, Schema.toJsonSchemaDocument(schema)] as const)

/** The JSON Schema of every document that the command writes, made from the code itself. */
export const jsonSchema = `${JSON.stringify(
  {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "What zoho-bulk writes with --json, by command, and on the lines of --jsonl",
    $defs: {
      ...Object.assign({}, ...parts.map(([, { definitions }]) => definitions)),
      ...Object.fromEntries(parts.map(([name, { schema }]) => [name, schema])),
    },
  },
  null,
  2,
)}\n`
