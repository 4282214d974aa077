import type * as PlatformError from "effect/PlatformError"
import * as Predicate from "effect/Predicate"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { folderAround, type Refused, refusedByDeno, wordsOfRefused } from "./refusedByDeno.ts"

const forbidden = "permission denied"

const wordsOfCode = new Map<string, string>([
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file would be larger than allowed here"],
  ["EROFS", "the file system is read-only"],
  ["EACCES", forbidden],
  ["EPERM", forbidden],
  ["EISDIR", "it is a folder"],
  ["EEXIST", "something else is there"],
  ["ENOTDIR", "a part of the path is not a folder"],
  ["ENXIO", "it cannot be opened by name"],
])

const wordsOfTag = new Map<string, string>([
  ["PermissionDenied", forbidden],
  ["NotFound", "there is no such file or folder"],
  ["BadResource", "it is not a file"],
])

const codeOf = ({ reason }: PlatformError.PlatformError): string | undefined =>
  Predicate.hasProperty(reason.cause, "code") && Predicate.isString(reason.cause.code) ? reason.cause.code : undefined

const remedy =
  "Check that you may read and write there (on Deno: --allow-read, --allow-write), and that there is space; or name another file."

const remedyOfForbidden =
  "Give this user the right to read and write there (on Deno: --allow-read, --allow-write), or name another place."

const remediesOfCode = new Map<string, string>([
  ["ENOSPC", "Free some space there, or name another file."],
  ["EDQUOT", "Free some space there, or name another file."],
  ["EEXIST", "Move away what is there, or name another place."],
  ["ENOTDIR", "Move away the file that is in a folder's place, or name another."],
])

/** Checks whether the runtime refused permission, whatever the operating system would have decided. */
export const isDenied = (error: PlatformError.PlatformError): boolean => refusedByDeno(error.reason.cause) !== undefined

const ofJourneys = /^(.+[\\/]zoho-bulk)[\\/]journeys(?:[\\/]|$)/

/**
 * What to allow: the folder, because files are created next to those that they replace, and under other names in each
 * run. A file that is only read, or a folder to be created, is named itself.
 */
const placeOf = ({ kind, path }: Refused, method: string): string => {
  const state = ofJourneys.exec(path)?.[1]
  if (state !== undefined) return state
  const isOfOneRun = /\.(?:tmp|lock)$/.test(path)
  return isOfOneRun || (kind === "write" && method !== "makeDirectory") ? folderAround(path) : path
}

/** Puts a fault of the file system into words that are the same on every runtime; `doing` ends "could not …". */
export const storageFailed =
  (doing: string) =>
  (error: PlatformError.PlatformError): StorageFailed => {
    const code = codeOf(error) ?? ""
    const refused = refusedByDeno(error.reason.cause)
    if (refused !== undefined) {
      return new StorageFailed({ doing, ...wordsOfRefused(refused, placeOf(refused, error.reason.method)) })
    }
    const problem = wordsOfCode.get(code) ?? wordsOfTag.get(error.reason._tag) ?? "the file system failed"
    return problem === forbidden
      ? new StorageFailed({ doing, problem, remedy: remedyOfForbidden, isForbidden: true })
      : new StorageFailed({ doing, problem, remedy: remediesOfCode.get(code) ?? remedy })
  }

const loses: ReadonlyArray<string | undefined> = ["EIO", "ENOSPC", "EDQUOT"]

/** Checks whether what was written may not be there: the disk failed, or has no room for it. */
export const isLoss = (error: PlatformError.PlatformError): boolean => loses.includes(codeOf(error))

/** Checks whether a pipe could not be written because its reader has gone away. */
export const isUnread = (error: PlatformError.PlatformError): boolean => codeOf(error) === "EPIPE"

/** Identifies the kind of fault, for those that are expected. */
export const isFault =
  (tag: "NotFound" | "AlreadyExists") =>
  (error: PlatformError.PlatformError): boolean =>
    error.reason._tag === tag
