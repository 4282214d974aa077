import { unless, type Violation } from "../check/Violation.ts"
import type { History, Version, ZohoRecord } from "./History.ts"
import type { MovingModule } from "./MirrorScenario.ts"
import { computedField } from "./organization.ts"
import type { ReadCopy } from "./readCopy.ts"

/** What a copy is checked against. */
export interface Truth {
  readonly module: MovingModule
  readonly history: History
  /** When the first job of the run that made the copy was ordered, as Zoho saw it. */
  readonly orderedAt: number
  /** When it was last read as a whole. */
  readonly wholeAt: number
  /** By when it was in place. */
  readonly until: number
}

/** What of a copy is not right, and how many rows the run could not know of. */
export interface Checked {
  readonly violations: ReadonlyArray<Violation>
  readonly excused: number
}

/** Whether two cells say the same: numbers may be spelled in several ways. */
export const isSameCell = (one: string, other: string): boolean =>
  one === other || (one.trim() !== "" && other.trim() !== "" && Number(one) === Number(other))

/** Whether a row has the cells of a record, in the columns that both have. */
const fits = (row: ZohoRecord, record: ZohoRecord, columns: ReadonlyArray<string>): boolean =>
  columns.every((name) => record[name] === undefined || isSameCell(row[name] ?? "", record[name]))

/** Whether a record was gone at some moment of the run, and is there again: what it was before is not old then, as far as anybody can tell. */
const hasComeBack = (states: ReadonlyArray<Version>, { orderedAt }: Truth): boolean =>
  states.some(({ from }, at) => from > (states[at - 1]?.until ?? orderedAt))

/** Checks that a row is a state of its record between the order and the end. */
const checkRow = (
  row: ZohoRecord,
  columns: ReadonlyArray<string>,
  truth: Truth,
  isThere: (version: Version) => boolean,
): ReadonlyArray<Violation> => {
  const { history, module, orderedAt, until, wholeAt } = truth
  const id = row["id"] ?? ""
  const name = `${module.name} ${id}`
  const states = history.during(id, orderedAt, until).filter(isThere)
  const plain = columns.filter((column) => column !== computedField)
  if (states.length === 0) return [{ promise: "no row is too many", how: `${name} was not there from ${orderedAt} on` }]
  const isOne = states.some(({ record }) => fits(row, record, plain))
  // Where several jobs share the fields, and no Modified_Time tells when, only cells can be told to be of the time.
  const isState =
    isOne || (!module.hasModifiedTime && plain.every((name) => states.some(({ record }) => fits(row, record, [name]))))
  const ever = history.during(id, -Infinity, Infinity)
  const wasOnce = ever.some(({ record }) => fits(row, record, plain))
  const said = JSON.stringify(row)
  const were = JSON.stringify(states.map(({ from, record }) => [from, record]))
  const computed = history.during(id, wholeAt, until).map(({ record }) => record[computedField] ?? "")
  return [
    ...unless(isState || wasOnce, "each row is a state of its record", () => `${name} is ${said}; there were ${were}`),
    ...unless(
      isState || !wasOnce || hasComeBack(states, truth),
      "no row is older than the order",
      () => `${name}, ordered at ${orderedAt}, is ${said}; there were ${were}`,
    ),
    ...unless(
      computed.some((value) => isSameCell(value, row[computedField] ?? "")),
      "what Zoho computes is no older than the last whole read",
      () => `${name}, read as a whole at ${wholeAt}, has ${row[computedField]}; there were ${computed.join(", ")}`,
    ),
  ]
}

/** Checks that columns which Zoho has no more keep a value that they had. */
const checkGone = (row: ZohoRecord, gone: ReadonlyArray<string>, history: History): ReadonlyArray<Violation> => {
  const id = row["id"] ?? ""
  const ever = history.during(id, -Infinity, Infinity)
  return gone.flatMap((name) =>
    unless(
      (row[name] ?? "") === "" || ever.some(({ record }) => isSameCell(record[name] ?? "", row[name] ?? "")),
      "a column that is gone keeps its values",
      () => `${id} has ${row[name]} for ${name}`,
    ),
  )
}

/** Whether a run could not know: Zoho told no difference in numbers, and nothing of the record. */
const excuseOf = ({ checkpoint }: ReadCopy, { history }: Truth) => {
  const { counted, idsCompared } = checkpoint.run
  const isEven = !idsCompared && counted?.before === checkpoint.rows && counted.after === checkpoint.rows
  return (id: string, what: "vanished" | "restored"): boolean =>
    isEven && history.untraced.some((each) => each.id === id && each.what === what)
}

/** Checks a copy by all that its records ever were. */
export const checkCopy = (copy: ReadCopy, truth: Truth): Checked => {
  const { checkpoint, lines, rows } = copy
  const { history, module, orderedAt, until } = truth
  const columns = checkpoint.columns.filter(({ isGone }) => isGone !== true).map(({ name }) => name)
  const gone = checkpoint.columns.filter(({ isGone }) => isGone === true).map(({ name }) => name)
  const { leastAmount } = module
  const isWanted = ({ record }: Version): boolean =>
    leastAmount === undefined || Number(record["Amount"] ?? "") >= leastAmount
  const isExcused = excuseOf(copy, truth)
  let excused = 0
  const excuse = (id: string, what: "vanished" | "restored"): boolean => {
    if (!isExcused(id, what)) return false
    excused++
    return true
  }
  const wasThere = (id: string): boolean => history.during(id, orderedAt, until).some(isWanted)
  const surplus = new Set([...rows.keys()].filter((id) => !wasThere(id) && excuse(id, "vanished")))
  const allTheWhile = [...history.versions.keys()].filter((id) => {
    const states = history.during(id, orderedAt, until)
    const [first, last] = [states[0], states.at(-1)]
    if (first === undefined || last === undefined || first.from > orderedAt || last.until <= until) return false
    return states.every((state, at) => isWanted(state) && (at === 0 || states[at - 1]?.until === state.from))
  })
  const missing = allTheWhile.filter((id) => !rows.has(id) && !excuse(id, "restored"))
  return {
    excused,
    violations: [
      ...[...rows].flatMap(([id, row]) => (surplus.has(id) ? [] : checkRow(row, columns, truth, isWanted))),
      ...[...rows.values()].flatMap((row) => checkGone(row, gone, history)),
      ...missing.map((id) => ({
        promise: "no row is missing",
        how: `${module.name} ${id} was there from ${orderedAt} to ${until}`,
      })),
      ...unless(
        checkpoint.rows === rows.size && lines === rows.size,
        "the checkpoint says how many rows there are",
        () => `${module.name} has ${rows.size} rows in ${lines} lines, and says ${checkpoint.rows}`,
      ),
    ],
  }
}
