/**
 * Checks a run by what lies at Zoho, what Zoho was asked, and what lies on the disk. Nothing here knows how journeys work.
 */
import type { Played } from "../play/Played.ts"
import { checkEnds, checkFiles, checkSecrets } from "./checkEnds.ts"
import { checkExport } from "./checkExport.ts"
import { checkOrders } from "./checkOrders.ts"
import { checkPatience } from "./checkPatience.ts"
import { checkOutcomes } from "./checkOutcomes.ts"
import { checkRecords } from "./checkRecords.ts"
import { checkSending } from "./checkSending.ts"
import { checkStates } from "./checkStates.ts"
import type { Violation } from "./Violation.ts"

const parts = [
  checkRecords,
  checkOrders,
  checkSending,
  checkOutcomes,
  checkStates,
  checkExport,
  checkEnds,
  checkPatience,
  checkFiles,
  checkSecrets,
]

/** Finds every promise that a run broke. */
export const check = (played: Played): ReadonlyArray<Violation> => parts.flatMap((part) => part(played))
