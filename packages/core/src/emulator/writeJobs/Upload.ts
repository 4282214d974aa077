/** A file that was uploaded, as it came. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly createdAt: number
}
