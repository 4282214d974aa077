import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { jsonText } from "./jsonText.ts"

/** One line of NDJSON that is not blank. */
export interface NdjsonLine {
  /** Its line number, counted from 1, including empty lines. */
  readonly line: number
  /** What it says, which may be no JSON. */
  readonly words: string
}

/** Finds the lines of a text of one JSON document a line; blank lines are passed over. */
export const ndjsonLines = <E, R>(text: Stream.Stream<string, E, R>): Stream.Stream<NdjsonLine, E, R> =>
  Stream.suspend(() => {
    let line = 0
    return text.pipe(
      Stream.splitLines,
      Stream.map((words) => ({ line: ++line, words })),
      Stream.filter(({ words }) => words.trim() !== ""),
    )
  })

const encoder = new TextEncoder()

/** Writes values as one JSON document a line, one piece of bytes for each chunk of values. */
export const ndjsonBytes = <E, R>(values: Stream.Stream<Schema.Json, E, R>): Stream.Stream<Uint8Array, E, R> =>
  Stream.mapArray(values, (chunk) => [encoder.encode(chunk.map((value) => `${jsonText(value)}\n`).join(""))])
