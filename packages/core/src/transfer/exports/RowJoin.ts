import { isIdColumn, type Row } from "../../results/Rows.ts"

/** The rows of one record that are there already, by the place of their chain. */
interface Waiting {
  readonly rows: Array<Row | undefined>
  missing: number
  /** Those of the same record that some chain has once more. */
  again?: Waiting
  /** Where the last row of each chain is among these, if it is not here. */
  last?: Array<Waiting | undefined>
}

/** A cell among the rows of one record. */
interface Place {
  readonly chain: number
  readonly at: number
}

/** Roughly how much memory a cell needs in addition to its text, in characters. */
const cellOverhead = 8

const sizeOf = (row: Row): number => row.reduce((size, cell) => size + cell.length + cellOverhead, 0)

/**
 * Joins the rows of several results into one row for each record, by its id in the first column.
 *
 * A row waits until all of its parts are there, so that few wait if the results have their records in the same order,
 * whichever it is, and no row is taken for another if they don't. A record that comes twice in all results is emitted
 * twice, as from a single one. A record whose rows differ in a column that several results have was changed between the
 * jobs, and is left out.
 */
export class RowJoin {
  private readonly headers: Array<Row | undefined>
  private readonly waiting = new Map<string, Waiting>()
  /** Which cells go out, each by its chain and its place there: no column comes twice. */
  private own: ReadonlyArray<Place> = []
  /** The cells of each column that several chains have: if they differ, the record changed between the jobs. */
  private common: ReadonlyArray<ReadonlyArray<Place>> = []
  /** Where the time of the last change is, if the results have it. */
  private modified: Place | undefined
  private readonly changed: Array<string> = []
  private readonly order: ReadonlyArray<string>
  /** The columns of what goes out; none before they are known. */
  header: Row | undefined
  /** How much waits, in characters. */
  size = 0
  /**
   * Checks whether a record with this time of its last change may have changed between the jobs, although all its rows
   * have that time.
   */
  isDoubtful: (modifiedTime: string) => boolean = () => false

  /** Columns are emitted in the given order, if any; otherwise in that of the chains. */
  constructor(chains: number, order: ReadonlyArray<string> = []) {
    this.order = order
    this.headers = Array.from({ length: chains }, () => undefined)
  }

  /** The records of which some chain has a row and another has none, or has one of another time. */
  get left(): { readonly records: number; readonly ids: ReadonlyArray<string> } {
    const ids = [...this.changed, ...this.waiting.keys()]
    return { records: ids.length, ids }
  }

  /** Accepts rows of a chain, the first of which is its header, and returns what they complete: the header first. */
  add(chain: number, rows: ReadonlyArray<Row>): ReadonlyArray<Row> {
    const hasHeader = this.headers[chain] !== undefined
    const header = hasHeader ? [] : this.begin(chain, rows[0] ?? [])
    const joined = (hasHeader ? rows : rows.slice(1)).flatMap((row) => this.addRow(chain, row))
    return [...header, ...joined]
  }

  private begin(chain: number, header: Row): ReadonlyArray<Row> {
    this.headers[chain] = header
    const headers = this.headers.filter((each) => each !== undefined)
    if (headers.length < this.headers.length) return []
    const places = new Map<string, Array<Place>>()
    for (const [of, names] of headers.entries()) {
      for (const [at, given] of names.entries()) {
        const name = isIdColumn(given) ? "id" : given
        places.set(name, [...(places.get(name) ?? []), { chain: of, at }])
      }
    }
    const rank = new Map([...new Set(["id", ...this.order])].map((name, at) => [name, at]))
    const rankOf = (name: string): number => rank.get(name) ?? rank.size
    const columns = [...places].toSorted(([one], [other]) => rankOf(one) - rankOf(other))
    this.own = columns.flatMap(([, [first]]) => (first === undefined ? [] : [first]))
    this.common = columns.flatMap(([name, all]) => (name === "id" || all.length === 1 ? [] : [all]))
    this.modified = places.get("Modified_Time")?.[0]
    this.header = this.cellsOf(headers)
    return [this.header]
  }

  private cellsOf(rows: ReadonlyArray<Row | undefined>): Row {
    return this.own.map(({ at, chain }) => rows[chain]?.[at] ?? "")
  }

  /** Whether all rows of a record are of the same time, as far as can be seen. */
  private agree(rows: ReadonlyArray<Row | undefined>): boolean {
    if (this.common.some((places) => new Set(places.map(({ at, chain }) => rows[chain]?.[at])).size > 1)) return false
    return this.modified === undefined || !this.isDoubtful(rows[this.modified.chain]?.[this.modified.at] ?? "")
  }

  private beginWaiting(): Waiting {
    return { rows: this.headers.map(() => undefined), missing: this.headers.length }
  }

  /** Where the next row of a chain belongs among those of the same record: each chain fills them in its order. */
  private placeFor(chain: number, first: Waiting): Waiting {
    if (first.rows[chain] === undefined) return first
    const last = first.last?.[chain] ?? first
    const place = (last.again ??= this.beginWaiting())
    const all = (first.last ??= [])
    all[chain] = place
    return place
  }

  private leaveBehind(id: string, { again, last }: Waiting): void {
    if (again === undefined) {
      this.waiting.delete(id)
      return
    }
    if (last !== undefined) again.last = last.map((each) => (each === again ? undefined : each))
    this.waiting.set(id, again)
  }

  private addRow(chain: number, row: Row): ReadonlyArray<Row> {
    const [id = ""] = row
    const first = this.waiting.get(id) ?? this.beginWaiting()
    const place = this.placeFor(chain, first)
    place.rows[chain] = row
    place.missing--
    this.size += sizeOf(row)
    if (first.missing > 0) {
      this.waiting.set(id, first)
      return []
    }
    this.leaveBehind(id, first)
    this.size -= first.rows.reduce((size, each) => size + sizeOf(each ?? []), 0)
    if (this.agree(first.rows)) return [this.cellsOf(first.rows)]
    this.changed.push(id)
    return []
  }
}
