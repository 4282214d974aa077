import * as Effect from "effect/Effect"
import { standardOutput } from "../output/OutputTarget.ts"
import { root } from "../flags/root.ts"
import { UsageError } from "../failure/UsageError.ts"

/** The format of rows where neither a flag nor a file's name tells it. */
export const usualFormat = (target: string) =>
  Effect.map(root, ({ jsonl }) => (jsonl && target === standardOutput ? ("ndjson" as const) : ("csv" as const)))

/** Fails where rows are to go to stdout, and what else was asked for leaves them no place there. */
export const checkRowsToStdout = Effect.fnUntraced(function* (target: string, format: string) {
  const { json, jsonl, select } = yield* root
  if (target !== standardOutput) return
  if (json) {
    return yield* new UsageError({
      problem: "--json writes a document to stdout, where the rows would go",
      remedy: "Name a file for the rows with --output, or write them as --jsonl.",
    })
  }
  if (jsonl && format !== "ndjson") {
    return yield* new UsageError({
      problem: `--jsonl writes lines of JSON to stdout, where the rows would go as ${format}`,
      remedy: "Name a file for the rows with --output, or leave --format out.",
    })
  }
  if (select.length > 0) {
    return yield* new UsageError({
      problem: "--select picks keys of the summary, but there is no summary if the rows go to stdout",
      remedy: "Name a file for the rows with --output; an export picks its columns with --fields.",
    })
  }
})
