import * as Effect from "effect/Effect"
import { holdInput } from "../rows/heldInput.ts"
import type { OpenedInput } from "../rows/inputRows.ts"
import { unasked } from "../run/unasked.ts"
import { checkSaved, savedAsChecked } from "./checkSaved.ts"
import type { SavedImport } from "./importJourney.ts"

/**
 * What an import would send, according to what is known of the organisation without asking Zoho, and the input once
 * more, of which only what fits in memory is looked at. Shows nothing if that is too little, or if Zoho would refuse
 * all of it.
 */
export const savedUnasked = Effect.fnUntraced(function* (
  saved: SavedImport,
  opened: OpenedInput,
  stated: { readonly dateFormat: string | undefined; readonly timeZone: string | undefined },
) {
  const held = yield* holdInput(opened)
  const checked = yield* unasked(checkSaved(saved, { ...held, isWhole: true }, stated))
  const isKnown = checked?._tag === "checked" && !checked.findings.findings.some(({ stops }) => stops)
  const [header = []] = held.held
  return { input: held.input, shown: isKnown ? savedAsChecked(saved, header, checked.findings) : undefined }
})
