import * as Predicate from "effect/Predicate"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { folderAround, refusedByDeno, wordsOfRefused } from "../storage/refusedByDeno.ts"

interface Words {
  readonly problem: string
  readonly remedy: string
}

const place =
  "Check that this program may read and write the file and its folder (on Deno: --allow-read, --allow-write)."

const overtaken: Words = {
  problem: "this program was silent for so long that another one has taken over the copy",
  remedy: "Run it again once the other program has ended.",
}

/** Reports that another process has changed a copy that this one held. */
export const overtakenIn = (doing: string): StorageFailed => new StorageFailed({ doing, ...overtaken })

/** What SQLite's codes mean, and its own words for those errors that come without one, as some do on Deno. */
const known: ReadonlyArray<readonly [codes: ReadonlyArray<number>, words: RegExp, told: Words]> = [
  [[], /no such table: (main\.)?zoho_bulk_staged_/, overtaken],
  [
    [13],
    /database or disk is full/,
    { problem: "the disk is full", remedy: "Free some space there, or name another file." },
  ],
  [
    [26],
    /file is not a database/,
    { problem: "the file is not a SQLite database", remedy: "Name another file, or move this one away." },
  ],
  [
    [11],
    /disk image is malformed|malformed database schema/,
    { problem: "the database is damaged", remedy: "Move it away, and copy again; or restore it from a backup." },
  ],
  [
    [5, 6],
    /database (table )?is locked/,
    { problem: "another program keeps writing to it", remedy: "Run it again once the other program has ended." },
  ],
  [[8], /readonly database/, { problem: "it is read-only", remedy: place }],
  [[3, 14, 23], /unable to open database/, { problem: "it cannot be opened", remedy: place }],
  [
    [10],
    /disk I\/O error/,
    { problem: "the disk failed", remedy: "Check the disk and its free space, and run it again." },
  ],
]

/** The code of an error of SQLite, without what it says in more detail. */
const codeOf = (error: unknown): number | undefined =>
  Predicate.hasProperty(error, "errcode") && Predicate.isNumber(error.errcode) ? error.errcode & 0xff : undefined

const messageOf = (error: unknown): string => (Predicate.isError(error) ? error.message : "something is wrong")

/** Checks whether another program has the lock that a statement needs. */
export const isBusy = (error: unknown): boolean =>
  [5, 6].includes(codeOf(error) ?? 0) || (codeOf(error) === undefined && /database is locked/.test(messageOf(error)))

/** Puts an error of SQLite into words that are the same on every runtime; `doing` ends "could not …". */
export const sqliteFailed =
  (doing: string) =>
  (error: unknown): StorageFailed => {
    if (error instanceof StorageFailed) return error
    const refused = refusedByDeno(error)
    // SQLite keeps files beside the database.
    if (refused !== undefined) {
      return new StorageFailed({ doing, ...wordsOfRefused(refused, folderAround(refused.path)) })
    }
    const code = codeOf(error)
    const message = messageOf(error)
    const found = known.find(([codes, words]) =>
      code === undefined || codes.length === 0 ? words.test(message) : codes.includes(code),
    )
    const told = found?.[2] ?? {
      problem: `SQLite reports: ${message}`,
      remedy: "Check whether the file is intact.",
    }
    return new StorageFailed({ doing, ...told })
  }
