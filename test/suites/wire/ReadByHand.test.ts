import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { JobId } from "../../../packages/core/src/domain/JobId.ts"
import { Timestamp } from "../../../packages/core/src/domain/Timestamp.ts"
import * as scalars from "../../../packages/core/src/wire/scalars.ts"
import { type Unexpected, Unreadable } from "../../../packages/core/src/wire/WireCodec.ts"
import { runs } from "../../support/properties.ts"

const none: Unexpected = []

/** What is read without a schema, because every look at a job reads it, and the schema that says what it may be. */
const pairs = [
  { what: "a text", read: scalars.text.read, schema: Schema.String },
  { what: "true or false", read: scalars.flag.read, schema: Schema.Boolean },
  { what: "a time", read: scalars.timestamp.read, schema: Timestamp },
  { what: "an id", read: scalars.id.read, schema: Schema.String },
  { what: "a job's id", read: scalars.jobId.read, schema: JobId },
] as const

/** Values of every type, and texts on either side of what the patterns take. */
const anything = Schema.Union([
  Schema.Unknown,
  Schema.Json,
  Schema.TemplateLiteral([
    Schema.Literals(["", " ", "0", "-1", "4150868000005376042"]),
    Schema.Literals(["", "\n", "2"]),
  ]),
  Schema.TemplateLiteral([
    Schema.Literals(["2021-05-12", " 2021-05-12", "21-05-12", "2021-05-12\n"]),
    Schema.Literals(["T", " "]),
    Schema.Literals(["17:25:29+05:30", "17:25", "17:2", ""]),
  ]),
])

describe("what is read by hand is what its schema takes:", () => {
  for (const { what, read, schema } of pairs) {
    const is: (value: unknown) => boolean = Schema.is(schema)
    it.prop(
      what,
      { value: anything },
      ({ value }) => {
        const found: unknown = read(value, none)
        assert.strictEqual(!(found instanceof Unreadable), is(value))
        if (!(found instanceof Unreadable)) assert.strictEqual(found, value)
      },
      runs(60),
    )
  }
})
