import * as Predicate from "effect/Predicate"
import type { StorageFailed } from "../failure/StorageFailed.ts"

/** What Deno was not allowed to do, and to what; it takes files of devices for all of them. */
export interface Refused {
  readonly kind: string
  readonly path: string
}

/** Reads what Deno was not allowed to do out of its error. */
export const refusedByDeno = (cause: unknown): Refused | undefined => {
  const words = Predicate.isError(cause) ? cause.message : ""
  const [, kind, path] = /Requires (read|write|all) access to "([^"]+)"/.exec(words) ?? []
  return kind === undefined || path === undefined ? undefined : { kind, path }
}

const words = "Deno does not allow it"

/** Checks whether it was Deno that did not let the program do it, not the file system. */
export const isDenosRefusal = ({ isForbidden = false, problem }: StorageFailed): boolean =>
  isForbidden && problem.startsWith(words)

/** The folder that contains a file. */
export const folderAround = (path: string): string => path.replace(/[\\/][^\\/]*$/, "") || "/"

/** What to report about it: `place` is what to allow, in which names may differ in each run. */
export const wordsOfRefused = ({ kind }: Refused, place: string) => ({
  problem: `${words} (${kind})`,
  remedy: `Run with ${kind === "all" ? "--allow-all" : `--allow-${kind}=${place}`} added.`,
  isForbidden: true,
})
