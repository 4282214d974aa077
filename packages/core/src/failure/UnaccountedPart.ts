/**
 * A part of an import of which it is not known, when the import fails, what became of its rows.
 *
 * **Example** (How many rows were surely not sent)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const notSent = ({ unaccounted = [] }: Failure.ImportFailure): number =>
 *   unaccounted
 *     .filter(({ state }) => state === "not sent")
 *     .reduce((rows, { firstRow, lastRow }) => rows + lastRow - firstRow + 1, 0)
 * ```
 *
 * @category models
 */
export interface UnaccountedPart {
  /** Which part, such as `part 7`. */
  readonly part: string
  /** Its first row, counted from 1 over the whole input, the header left out. */
  readonly firstRow: number
  /** Its last row, counted in the same way. */
  readonly lastRow: number
  /**
   * How far its order is known to have come.
   *
   * - `not sent`: there is no job of it, so none of its rows was written
   * - `ordered`: it has a job, which writes its rows or has written them
   * - `unknown`: its order went out, and the answer was lost; or another process goes on, and may have ordered it
   */
  readonly state: "not sent" | "ordered" | "unknown"
}

/**
 * What the failure of an import says of the parts that it leaves open. No other failure says it.
 *
 * **Example** (The parts to look after)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const names = ({ unaccounted = [] }: Failure.LeavingOpen): ReadonlyArray<string> =>
 *   unaccounted.map(({ part }) => part)
 * ```
 *
 * @category models
 */
export interface LeavingOpen {
  /** The parts of whose rows it is not known what became of them. */
  readonly unaccounted?: ReadonlyArray<UnaccountedPart>
}
