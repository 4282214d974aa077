import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/** What an export was asked for, in the words that were typed: `--since last` goes on from one that was asked for the same. */
export const AskedWords = Schema.Struct({
  module: Schema.String,
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  where: Schema.optionalKey(Schema.String),
  view: Schema.optionalKey(Schema.String),
  /** `last`, or a time; all records were asked for where absent. */
  since: Schema.optionalKey(Schema.String),
})
export type AskedWords = typeof AskedWords.Type

/** Reads what a journey was asked for; older ones do not say it. */
export const askedWords = Schema.decodeUnknownOption(
  Schema.Struct({ asked: AskedWords, limit: Schema.optionalKey(Schema.Int) }),
)

/** Older exports of changes say that they are by the name of their module alone. */
const olderSince = Schema.decodeUnknownOption(Schema.Struct({ since: Schema.Struct({ module: Schema.String }) }))

/** Checks whether a journey was asked for changes: others may begin where it did. */
export const asksForChanges = (request: Schema.Json): boolean =>
  Option.exists(askedWords(request), ({ asked }) => asked.since !== undefined) || Option.isSome(olderSince(request))
