import * as Schema from "effect/Schema"
import { Checkpoint } from "../mirror/Checkpoint.ts"
import { checkVersion, exists, type OwnTables, ownPrefix } from "./ownTables.ts"
import { numberIn, type Statements } from "./SqliteClient.ts"
import { overtakenIn } from "./sqliteFailed.ts"

const [copies, modules] = [`${ownPrefix}copies`, `${ownPrefix}modules`]

/** Where the copies of a database are written down. */
export const copyTables: OwnTables = {
  name: "mirror",
  steps: [
    [
      `CREATE TABLE ${copies} (module TEXT PRIMARY KEY NOT NULL, checkpoint TEXT NOT NULL, "rows" INTEGER NOT NULL, digest TEXT NOT NULL)`,
    ],
    // A second list, so that it shows if anything is missing in one of them.
    [
      `CREATE TABLE ${modules} (module TEXT PRIMARY KEY NOT NULL)`,
      `INSERT INTO ${modules} SELECT module FROM ${copies}`,
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

/** The copies of a database, by module; none if it has never had one. */
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

const listed = ({ all }: Statements, table: string): ReadonlyArray<string> =>
  all(`SELECT module FROM ${table} ORDER BY module`).map(([module]) => String(module))

/** Reports what is missing in what is written down of copies. */
export const missingIn = (statements: Statements, file: string): ReadonlyArray<string> => {
  const version = checkVersion(statements, copyTables)
  if (version === 0) return [`there are no copies in ${file}`]
  const missing = (version < 2 ? [copies] : [copies, modules]).filter((table) => !exists(statements, table))
  if (missing.length > 0) return [`there is no table ${missing.join(", ")}`]
  if (version < 2) return []
  const [known, all] = [listed(statements, copies), listed(statements, modules)]
  return [
    ...all.filter((module) => !known.includes(module)).map((module) => `the record of the copy of ${module} is gone`),
    ...known.filter((module) => !all.includes(module)).map((module) => `${module} is no longer in the list of copies`),
  ]
}

/** Forgets a copy whose table is gone. */
export const forgetCopy = ({ run }: Statements, module: string): void => {
  for (const table of [copies, modules]) run(`DELETE FROM ${table} WHERE module = ?`, module)
}

/** Refuses to continue if another run has recorded the copy of a module since `before`. */
export const checkSame = ({ all }: Statements, before: KnownCopy | undefined, module: string): void => {
  const [[found] = []] = all(`SELECT checkpoint FROM ${copies} WHERE module = ?`, module)
  if (found !== before?.text) throw overtakenIn(`put the rows of ${module} in place`)
}

/**
 * Records how far the copy of a module has got: in the step that changes its rows, and only if nobody else has done so
 * since `before`.
 */
export const writeCopy = (
  statements: Statements,
  before: KnownCopy | undefined,
  { checkpoint, digest, rows, text }: KnownCopy,
): void => {
  const { run } = statements
  checkSame(statements, before, checkpoint.module)
  run(
    `INSERT INTO ${copies} VALUES (?, ?, ?, ?) ON CONFLICT (module) DO UPDATE SET
    checkpoint = excluded.checkpoint, "rows" = excluded."rows", digest = excluded.digest`,
    checkpoint.module,
    text,
    rows,
    digest,
  )
  run(`INSERT OR IGNORE INTO ${modules} VALUES (?)`, checkpoint.module)
}
