/** What a case costs a unit of its work, in one of the ways in which it is measured. */
export type Cost = "wallMicros" | "cpuMicros" | "maxRssKb" | "heldBytes" | "peakMib"

/** A case, run as a process of its own. */
export interface Run {
  /** Its file under `cases`, without the ending. */
  readonly file: string
  readonly runtime?: "node" | "deno"
  readonly args?: ReadonlyArray<string>
}

/** A row of the table: what we cost, against somebody's cost in the same run or as it is, and what it should be. */
export interface Comparison {
  readonly name: string
  readonly what: string
  readonly ours: Run
  readonly cost: Cost
  /** Whose cost ours is divided by. Without it, a megabyte is what the work is counted by, and the figure is megabytes a second. */
  readonly against?: Run
  /** Whether the figure is what one of our units costs, against nobody. */
  readonly isPlain?: true
  /** The figure that is wanted, or nothing where it is only told. */
  readonly atMost?: number
  readonly atLeast?: number
}
