import { Effect, Exit, Stream } from "effect"
import { csvRows } from "../../../packages/core/src/formats/csv.ts"
import { strictText } from "../../../packages/core/src/formats/text.ts"

/** The rows of a text, or nothing where it is refused. */
export type Rows = ReadonlyArray<ReadonlyArray<string>> | null

/** Reads rows as we do. */
export const ourRows = async (text: string): Promise<Rows> => {
  const rows = Stream.encodeText(Stream.succeed(text)).pipe(strictText(), csvRows())
  const exit = await Effect.runPromiseExit(Stream.runCollect(rows))
  return Exit.isSuccess(exit) ? exit.value : null
}
