/**
 * A part of an import whose rows have no known outcome when the import fails.
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
  /** Its first row, counted from 1 over the whole input, without the header. */
  readonly firstRow: number
  /** Its last row, counted the same way. */
  readonly lastRow: number
  /**
   * How far its order is known to have got.
   *
   * - `not sent`: it has no job, so none of its rows were written
   * - `ordered`: it has a job that is writing its rows or has written them
   * - `unknown`: its order was sent, but the answer was lost; or another process has taken over and may have ordered it
   */
  readonly state: "not sent" | "ordered" | "unknown"
}

/**
 * What the failure of an import adds about the parts that it leaves open. No other failure has it.
 *
 * **Example** (The parts to check)
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
  /** The parts whose rows have no known outcome. */
  readonly unaccounted?: ReadonlyArray<UnaccountedPart>
}
