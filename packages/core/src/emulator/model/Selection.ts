/** Which records a read job gives: so many of those that match, from the record with a number on. */
export interface Selection {
  readonly from: number
  readonly count: number
  /** The number of the first matching record beyond these; absent where there is none. */
  readonly next?: number
}
