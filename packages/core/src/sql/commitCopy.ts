import * as Effect from "effect/Effect"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import type { Checkpoint } from "../mirror/Checkpoint.ts"
import { changedMeanwhile } from "../mirror/changedMeanwhile.ts"
import { modifiedTime } from "../mirror/planCopy.ts"
import { allOf, digestOfCopy, type RowSource } from "./copyDigest.ts"
import { checkpointText, checkSame, type KnownCopy, writeCopy } from "./copyTables.ts"
import { createView, isSameShape, listed, quoted, type TableColumn, viewOf } from "./moduleTable.ts"
import { exists, ownPrefix } from "./ownTables.ts"
import { isNotIn, type StageGround } from "./StageGround.ts"
import { numberIn, type Statements } from "./SqliteClient.ts"

/** How many rows are changed in place, in one transaction; for more, a new table replaces the old one. */
const mostMerged = 4_500

/** A text as SQL has it. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The old rows that stay, as the copy should have them: without those that arrived again. */
const stayingRows = (
  { gone, isAlive, keepsDeleted, old, oldColumns, staged }: StageGround,
  columns: ReadonlyArray<TableColumn>,
  endedAt: string,
): RowSource => {
  const known = new Set(oldColumns.map(({ name }) => name))
  const before = ({ name }: TableColumn): string => (known.has(name) ? `m.${quoted(name)}` : "NULL")
  const deletion = `(SELECT coalesce(g.at, ${literal(endedAt)}) FROM ${gone} g WHERE g.id = m.id)`
  const select = columns.map((column, at) =>
    keepsDeleted && at === columns.length - 1 ? `coalesce(${before(column)}, ${deletion})` : before(column),
  )
  const stays = keepsDeleted ? "true" : `${isAlive} AND ${isNotIn(gone)}`
  return { select: select.join(", "), from: `${old} m WHERE ${isNotIn(staged)} AND ${stays}` }
}

/** Has the view of a module show its columns. */
const putView = ({ all, run }: Statements, { keepsDeleted, plan: { columns, module } }: StageGround): void => {
  const sql = createView(module, columns, keepsDeleted)
  const [found] = all("SELECT sql, type FROM main.sqlite_schema WHERE name = ?", viewOf(module))
  if (found !== undefined && (found[0] === sql || found[1] !== "view")) return
  run(`DROP VIEW IF EXISTS main.${quoted(viewOf(module))}`)
  run(sql)
}

/** Changes the rows of a copy in place. */
const mergeRows = ({ run }: Statements, ground: StageGround, columns: ReadonlyArray<TableColumn>, endedAt: string) => {
  const { gone, keepsDeleted, old, staged } = ground
  const names = columns.map(({ name }) => name)
  const deletedAt = quoted(names.at(-1) ?? "")
  run(
    keepsDeleted
      ? `UPDATE ${old} SET ${deletedAt} = (SELECT coalesce(g.at, ${literal(endedAt)}) FROM ${gone} g WHERE g.id = ${old}.id) WHERE id IN (SELECT id FROM ${gone})`
      : `DELETE FROM ${old} WHERE id IN (SELECT id FROM ${gone})`,
  )
  const set = names.slice(1).map((name) => `${quoted(name)} = excluded.${quoted(name)}`)
  const changed = set.length === 0 ? "NOTHING" : `UPDATE SET ${set.join(", ")}`
  run(
    `INSERT INTO ${old} (${listed(names)}) SELECT ${listed(names)} FROM ${staged} WHERE true ON CONFLICT (id) DO ${changed}`,
  )
  run(`DROP TABLE ${staged}`)
}

/** Puts the staged table in place of the old one. What users have made of the latter, indexes and triggers, is made of the new one. */
const swapTables = ({ all, run }: Statements, { hasOld, old, plan: { module }, staged }: StageGround): void => {
  const made = all(
    "SELECT sql FROM main.sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL AND name NOT LIKE ?",
    module,
    `${ownPrefix}%`,
  )
  if (hasOld) run(`DROP TABLE ${old}`)
  run(`ALTER TABLE ${staged} RENAME TO ${quoted(module)}`)
  for (const [sql] of made) run(String(sql))
}

const indexTimes = (statements: Statements, module: string, table: string): void => {
  const name = `${ownPrefix}${module}_${modifiedTime}`
  const free = exists(statements, name) ? `${name}_2` : name
  statements.run(`CREATE INDEX main.${quoted(free)} ON ${quoted(table)} (${quoted(modifiedTime)})`)
}

/** Puts staged rows in place, and the checkpoint and the digest with them, in one transaction. */
export const commitCopy = Effect.fnUntraced(function* (
  ground: StageGround,
  checkpoint: Checkpoint,
  isAsWritten: Effect.Effect<boolean, StorageFailed>,
): Effect.fn.Return<KnownCopy, StorageFailed> {
  const { before, client, gone, hasOld, oldColumns, plan, rows, staged, table } = ground
  const { module } = plan
  const doing = `put the rows of ${module} in place`
  const columns = rows.columns()
  const { endedAt } = checkpoint.run
  const staying = stayingRows(ground, columns, endedAt)
  const [[changes] = []] = yield* client.read(doing, ({ all }) =>
    all(`SELECT (SELECT count(*) FROM ${staged}) + (SELECT count(*) FROM ${gone})`),
  )
  const merges = hasOld && numberIn(changes) <= mostMerged && isSameShape(columns, oldColumns)
  const came = allOf(table, columns)
  if (!merges) {
    const known = new Map(oldColumns.map((column) => [column.name, column]))
    const from = columns.map((column) => known.get(column.name) ?? column)
    if (hasOld) yield* rows.pour(staying, from)
    if (columns.some(({ name }) => name === modifiedTime)) {
      yield* client.write(doing, (statements) => indexTimes(statements, module, table))
    }
  }
  const text = checkpointText(checkpoint)
  const sources = merges ? [staying, came] : [came]
  const copy = { checkpoint, text, ...(yield* digestOfCopy(client, { module, text, columns, sources })) }
  // The old rows were compared before anything was ordered, which may be long ago.
  if (hasOld && !plan.isWhole && !(yield* isAsWritten)) {
    yield* client.read(doing, (statements) => checkSame(statements, before, module))
    return yield* changedMeanwhile(module)
  }
  yield* client.writeThrough(doing, (statements) => {
    if (merges) mergeRows(statements, ground, columns, endedAt)
    else swapTables(statements, ground)
    putView(statements, ground)
    writeCopy(statements, before, copy)
  })
  return copy
})
