import * as Ndjson from "effect/encoding/Ndjson"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"

/** What could not be read or written as NDJSON. */
export type NdjsonError = Ndjson.NdjsonError

/** Reads the values of a text of one JSON document a line; empty lines are passed over. */
export const ndjsonValues = <E, R>(text: Stream.Stream<string, E, R>): Stream.Stream<unknown, E | NdjsonError, R> =>
  Stream.pipeThroughChannelOrFail(text, Ndjson.decodeString({ ignoreEmptyLines: true }))

const encoder = new TextEncoder()

/** Writes values as one JSON document a line, one piece of bytes for each chunk of values. */
export const ndjsonBytes = <E, R>(values: Stream.Stream<Schema.Json, E, R>): Stream.Stream<Uint8Array, E, R> =>
  Stream.mapArray(values, (chunk) => [encoder.encode(chunk.map((value) => `${JSON.stringify(value)}\n`).join(""))])

/** Tells whether it was the NDJSON that was wrong. */
export const isNdjsonError = Ndjson.isNdjsonError
