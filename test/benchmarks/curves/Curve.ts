/** What a case measured at one size. All but the peak is per unit. */
export interface Point {
  readonly size: number
  /** CPU time, in microseconds. */
  readonly micros: number
  /** The peak of the whole process, in MiB. */
  readonly peakMib: number
  /** Requests to Zoho, where there are any. */
  readonly requests?: number
  /** What is held of the heap, in bytes, where that is measured. */
  readonly heldBytes?: number
  /** The same beyond what a fiber takes up that does nothing but sleep. */
  readonly beyondBareBytes?: number
}

/** How a cost goes along as the work grows. */
export interface Curve {
  /** Its name, and its case under `cases/curves`. */
  readonly name: string
  readonly what: string
  /** What the costs are per. */
  readonly unit: string
  readonly sizes: ReadonlyArray<number>
  /** Why the peak of memory grows with the work, where it does. */
  readonly peakGrows?: string
}
