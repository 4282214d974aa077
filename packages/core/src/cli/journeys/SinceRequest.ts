import * as Schema from "effect/Schema"

/** What an export of changes remembers beside what it reads. */
export const Since = Schema.Struct({
  /** The name of the module, as it was typed. */
  module: Schema.String,
})

/** Reads whether a journey was asked for changes: others may begin where it did. */
export const sinceRequest = Schema.decodeUnknownOption(Schema.Struct({ since: Since }))
