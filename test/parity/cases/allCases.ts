import type { Case } from "../Case.ts"
import { copying } from "./copying.ts"
import { exporting } from "./exporting.ts"
import { importing } from "./importing.ts"
import { looking } from "./looking.ts"
import { organizing } from "./organizing.ts"
import { refusals } from "./refusals.ts"
import { settings } from "./settings.ts"
import { signingIn } from "./signingIn.ts"
import { submitting } from "./submitting.ts"
import { surroundings } from "./surroundings.ts"

/** Everything that is played every way. */
export const allCases: ReadonlyArray<Case> = [
  ...looking,
  ...organizing,
  ...exporting,
  ...copying,
  ...importing,
  ...submitting,
  ...signingIn,
  ...settings,
  ...surroundings,
  ...refusals,
]
