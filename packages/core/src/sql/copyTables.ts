import * as Schema from "effect/Schema"
import { Checkpoint } from "../mirror/Checkpoint.ts"
import { checkVersion, exists, type OwnTables, ownPrefix } from "./ownTables.ts"
import { numberIn, type Statements } from "./SqliteClient.ts"
import { overtakenIn } from "./sqliteFailed.ts"

const copies = `${ownPrefix}copies`

/** Where the copies of a database are written down. */
export const copyTables: OwnTables = {
  name: "mirror",
  steps: [
    [
      `CREATE TABLE ${copies} (module TEXT PRIMARY KEY NOT NULL, checkpoint TEXT NOT NULL, "rows" INTEGER NOT NULL, digest TEXT NOT NULL)`,
    ],
  ],
}

/** What is written down of the copy of a module. */
export interface KnownCopy {
  readonly checkpoint: Checkpoint
  /** The checkpoint as it is written. */
  readonly text: string
  /** How many rows its table has, those of deleted records included. */
  readonly rows: number
  /** See `digestOfCopy`. */
  readonly digest: string
}

const CheckpointText = Schema.fromJsonString(Checkpoint)

const decode = Schema.decodeUnknownSync(CheckpointText)

/** A checkpoint as text. */
export const checkpointText = Schema.encodeSync(CheckpointText)

/** The copies of a database, by module; none where it has never had one. */
export const knownCopies = (statements: Statements): ReadonlyArray<KnownCopy> => {
  if (checkVersion(statements, copyTables) === 0 || !exists(statements, copies)) return []
  return statements
    .all(`SELECT checkpoint, "rows", digest FROM ${copies} ORDER BY module`)
    .map(([text, rows, digest]) => ({
      checkpoint: decode(text),
      text: String(text),
      rows: numberIn(rows),
      digest: String(digest),
    }))
}

/** Forgets a copy whose table is gone. */
export const forgetCopy = ({ run }: Statements, module: string): void =>
  run(`DELETE FROM ${copies} WHERE module = ?`, module)

/** Writes down how far the copy of a module is: in the step that changes its rows, and only where nobody else has done so since `before`. */
export const writeCopy = (
  { all, run }: Statements,
  before: KnownCopy | undefined,
  { checkpoint, digest, rows, text }: KnownCopy,
): void => {
  const [[found] = []] = all(`SELECT checkpoint FROM ${copies} WHERE module = ?`, checkpoint.module)
  if (found !== before?.text) throw overtakenIn(`put the rows of ${checkpoint.module} in place`)
  run(
    `INSERT INTO ${copies} VALUES (?, ?, ?, ?) ON CONFLICT (module) DO UPDATE SET
    checkpoint = excluded.checkpoint, "rows" = excluded."rows", digest = excluded.digest`,
    checkpoint.module,
    text,
    rows,
    digest,
  )
}
