import { day } from "./times.ts"

/** How a record went away. */
export interface Removal {
  readonly at: number
  /** Whether it stands among the deleted records; what was merged or converted just vanishes. */
  readonly isListed: boolean
  /** Whether it is not, or not any more, in the recycle bin. */
  readonly isForGood?: boolean
}

/** For how long a deleted record is in the recycle bin, and how long it is remembered at all, both from its deletion on (v7 page). */
const [inRecycleBin, remembered] = [60 * day, 120 * day]

/** Where a removed record is listed at a moment: nowhere, once it is forgotten. */
export const placeOf = (
  { at, isForGood = false, isListed }: Removal,
  now: number,
): "recycle" | "permanent" | undefined => {
  if (!isListed || now - at >= remembered) return undefined
  return isForGood || now - at >= inRecycleBin ? "permanent" : "recycle"
}
