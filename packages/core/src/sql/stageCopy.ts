import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { StorageFailed } from "../failure/StorageFailed.ts"
import type { Deletion, Staged, StagePlan, Staging } from "../mirror/MirrorTarget.ts"
import { modifiedTime } from "../mirror/planCopy.ts"
import { isoOf } from "../mirror/zohoTime.ts"
import { millisOf } from "../domain/millisOf.ts"
import { commitCopy } from "./commitCopy.ts"
import type { KnownCopy } from "./copyTables.ts"
import { keepOldValues } from "./keepOldValues.ts"
import { allColumnsIn, columnsIn, createTable, deletionIn, namesOf, quoted, tableColumns } from "./moduleTable.ts"
import { exists, ownPrefix } from "./ownTables.ts"
import { isNotIn, type StageGround } from "./StageGround.ts"
import { numberIn, type SqliteClient, type Statements } from "./SqliteClient.ts"
import { stageRows } from "./stagedRows.ts"

const isIn = (table: string): string => `EXISTS (SELECT 1 FROM ${table} WHERE id = m.id)`

/** How many ids one statement takes. */
const idsAtOnce = 5_000

const foreign = (module: string): StorageFailed =>
  new StorageFailed({
    doing: `copy ${module}`,
    problem: "the database has a table of that name, which is not a copy",
    remedy: "Rename it, or name another file.",
  })

const added = (module: string, columns: ReadonlyArray<string>): StorageFailed =>
  new StorageFailed({
    doing: `copy ${module}`,
    problem: `its table has columns that the copy does not have: ${columns.join(", ")}`,
    remedy: "Move their values into a table of your own, by id, and drop them: a copy would lose them.",
  })

const lay = Effect.fnUntraced(function* (
  client: SqliteClient,
  plan: StagePlan,
  before: KnownCopy | undefined,
  table: string,
  keepsDeleted: boolean,
): Effect.fn.Return<StageGround, StorageFailed, Scope.Scope> {
  const { columns, module } = plan
  const temporary = (what: string): string => `temp.${quoted(`${ownPrefix}${what}_${module}`)}`
  const [gone, none, ids] = [temporary("gone"), temporary("none"), temporary("ids")]
  const found = yield* client.read(`read the columns of ${module}`, (statements) => {
    if (before === undefined && exists(statements, module)) throw foreign(module)
    if (before === undefined) return []
    const own = namesOf(before.checkpoint.columns)
    const others = allColumnsIn(statements, module).filter((name) => !own.includes(name))
    if (others.length > 0) throw added(module, others)
    return columnsIn(statements, module)
  })
  const fresh = tableColumns(columns, found, keepsDeleted)
  const drop = ({ run }: Statements): void => {
    for (const table of [gone, none, ids]) run(`DROP TABLE IF EXISTS ${table}`)
  }
  yield* Effect.addFinalizer(() =>
    Effect.ignore(
      client.write(`drop the staged rows of ${module}`, (statements) => {
        drop(statements)
        statements.run(`DROP TABLE IF EXISTS main.${quoted(table)}`)
      }),
    ),
  )
  yield* client.read(`stage rows of ${module}`, (statements) => {
    drop(statements)
    statements.run(`CREATE TABLE ${gone} (id TEXT PRIMARY KEY NOT NULL, at TEXT) WITHOUT ROWID`)
    statements.run(`CREATE TABLE ${ids} (id TEXT PRIMARY KEY NOT NULL, time TEXT NOT NULL) WITHOUT ROWID`)
    statements.run(createTable(`${ownPrefix}none_${module}`, fresh).replace("main.", "temp."))
  })
  const rows = yield* stageRows(client, plan, table, fresh)
  const hasOld = found.length > 0
  const deleted = before === undefined ? undefined : deletionIn(found, before.checkpoint.columns)
  return {
    client,
    plan,
    before,
    rows,
    keepsDeleted,
    old: hasOld ? `main.${quoted(module)}` : none,
    oldColumns: hasOld ? found : fresh,
    hasOld,
    isAlive: deleted === undefined ? "true" : `m.${quoted(deleted)} IS NULL`,
    table,
    staged: `main.${quoted(table)}`,
    gone,
  }
})

/** Stages rows of a module. */
export const stageCopy = Effect.fnUntraced(function* (
  client: SqliteClient,
  plan: StagePlan,
  before: KnownCopy | undefined,
  table: string,
  keepsDeleted: boolean,
  isAsWritten: Effect.Effect<boolean, StorageFailed>,
  onCommitted: (copy: KnownCopy) => void,
): Effect.fn.Return<Staging, StorageFailed, Scope.Scope> {
  const ground = yield* lay(client, plan, before, table, keepsDeleted)
  const { gone, isAlive, old, oldColumns, rows, staged } = ground
  const { isWhole, module } = plan
  const ids = gone.replace(`${ownPrefix}gone_`, `${ownPrefix}ids_`)
  const doing = `compare the rows of ${module}`
  /** How many rows came and went in the same run. */
  let passing = 0

  const state = ({ all }: Statements): Staged => {
    const [counts = []] = all(
      `SELECT (SELECT count(*) FROM ${staged}), (SELECT count(*) FROM ${old} m WHERE ${isAlive}),
      (SELECT count(*) FROM ${old} m WHERE ${isAlive} AND ${isIn(staged)}), (SELECT count(*) FROM ${gone})`,
    )
    const [come = 0, were = 0, both = 0, went = 0] = counts.map(numberIn)
    return { rows: come + were - both - went, deleted: went + passing }
  }

  const [stagedTime, oldTime] = [rows.columns(), oldColumns].map((columns) =>
    columns.some(({ name }) => name === modifiedTime),
  )
  /** The `Modified_Time` of a row that would be in the copy: that of a row `s` that came, else of the old one `o`. */
  const timeOfCopy = `CASE WHEN s.id IS NULL THEN ${oldTime ? `o.${quoted(modifiedTime)}` : "NULL"} ELSE ${stagedTime ? `s.${quoted(modifiedTime)}` : "NULL"} END`

  const timeOfRow = oldColumns.some(({ name }) => name === modifiedTime) ? `m.${quoted(modifiedTime)}` : "NULL"

  const applySome = (deletions: ReadonlyArray<Deletion>) =>
    client.read(doing, ({ all, run }) => {
      const at = new Map(deletions.map((each) => [each.id, each.at]))
      const found = all(
        `SELECT m.id, ${timeOfRow} FROM json_each(?) j JOIN ${old} m ON m.id = j.value WHERE ${isAlive} AND ${isNotIn(staged)}`,
        JSON.stringify([...at.keys()]),
      )
      for (const [id = "", time] of found) {
        const deleted = at.get(String(id)) ?? NaN
        // A row that is later than the deletion is of a record that was restored.
        if (!isWhole && millisOf(String(time)) >= deleted) continue
        run(`INSERT INTO ${gone} VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at`, id, isoOf(deleted))
      }
    })

  return {
    add: rows.add,
    apply: (deletions) =>
      Effect.gen(function* () {
        yield* rows.flush
        yield* keepOldValues(ground)
        if (isWhole) {
          yield* client.read(doing, ({ run }) =>
            run(`INSERT INTO ${gone} SELECT id, NULL FROM ${old} m WHERE ${isAlive} AND ${isNotIn(staged)}`),
          )
        }
        yield* Effect.forEach(Arr.chunksOf(deletions, idsAtOnce), applySome, { discard: true })
        return yield* client.read(doing, state)
      }),
    keepOnly: (all) =>
      Effect.gen(function* () {
        yield* Stream.runForEach(all, (chunk) =>
          client.read(doing, ({ run }) =>
            run(
              `INSERT OR REPLACE INTO ${ids} SELECT value ->> 0, value ->> 1 FROM json_each(?)`,
              JSON.stringify(chunk.map(({ id, modifiedTime: time }) => [id, time])),
            ),
          ),
        )
        const found = yield* client.read(doing, (statements) => ({
          missing: statements.all(
            `SELECT id FROM ${ids} m WHERE ${isNotIn(staged)}
            AND NOT EXISTS (SELECT 1 FROM ${old} o WHERE o.id = m.id AND ${isAlive.replace("m.", "o.")}) OR ${isIn(gone)}`,
          ),
          // The same moment may be spelled in another way, so that these are only candidates.
          otherTimes: statements.all(
            `SELECT m.id, m.time, ${timeOfCopy} FROM ${ids} m LEFT JOIN ${staged} s ON s.id = m.id LEFT JOIN ${old} o ON o.id = m.id AND ${isAlive.replace("m.", "o.")}
            WHERE m.time <> ${timeOfCopy} AND ${isNotIn(gone)}`,
          ),
          dropped: statements.all(`SELECT id FROM ${staged} m WHERE ${isNotIn(ids)}`).map(([id]) => String(id)),
        }))
        const before = (yield* client.read(doing, state)).deleted
        yield* Effect.forEach(
          Arr.chunksOf(found.dropped, idsAtOnce),
          (some) =>
            client.write(doing, ({ run }) =>
              run(`DELETE FROM ${staged} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(some)),
            ),
          { discard: true },
        )
        const after = yield* client.read(doing, (statements) => {
          const { all: select, run } = statements
          const [[were] = []] = select(
            `SELECT count(*) FROM json_each(?) j JOIN ${old} m ON m.id = j.value WHERE ${isAlive}`,
            JSON.stringify(found.dropped),
          )
          passing += found.dropped.length - numberIn(were)
          run(
            `INSERT OR IGNORE INTO ${gone} SELECT id, NULL FROM ${old} m WHERE ${isAlive} AND ${isNotIn(ids)} AND ${isNotIn(staged)}`,
          )
          return state(statements)
        })
        return {
          ...after,
          deleted: Math.max(before, after.deleted),
          missing: found.missing.map(([id]) => String(id)),
          outdated: found.otherTimes.flatMap(([id, isNow, was]) =>
            millisOf(String(was)) < millisOf(String(isNow)) ? [String(id)] : [],
          ),
        }
      }),
    commit: (checkpoint) => Effect.map(commitCopy(ground, checkpoint, isAsWritten), onCommitted),
  }
})
