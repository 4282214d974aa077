import type { RuntimeName } from "../support/runtime.ts"
import { commandWords } from "../support/scripts.ts"

/** A way to run the command. */
export interface Way {
  readonly name: string
  readonly runtime: RuntimeName
  readonly command: ReadonlyArray<string>
}

/** As it is shipped for each runtime; that the sources start as well, the suites of the workspace's scripts show. */
export const ways: ReadonlyArray<Way> = [
  { name: "node", runtime: "node", command: commandWords("node") },
  { name: "deno", runtime: "deno", command: commandWords("deno") },
]
