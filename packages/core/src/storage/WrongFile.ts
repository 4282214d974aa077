import * as Data from "effect/Data"
import { StorageFailed } from "../failure/StorageFailed.ts"

/** Something is there that cannot be what is meant: no file, or more than could have been written there. */
export class WrongFile extends Data.TaggedError("WrongFile")<{ readonly problem: string }> {}

/** Reports which file cannot be read, why, and what to do about it. */
export const wrongFile =
  (path: string, remedy: string) =>
  ({ problem }: WrongFile): StorageFailed =>
    new StorageFailed({ doing: `read ${path}`, problem, remedy })
