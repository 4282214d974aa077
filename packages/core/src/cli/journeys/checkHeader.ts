import * as Effect from "effect/Effect"
import type { CsvRow } from "../../formats/csv.ts"
import { askAboutModule } from "../../transfer/checks/knownModule.ts"
import { makeImportCheck } from "../../transfer/checks/makeImportCheck.ts"
import { whereConnected } from "../run/whereConnected.ts"
import { requestOf, type SavedImport } from "./importJourney.ts"
import { refusal } from "./settleChecked.ts"

const namelessIn = Effect.fnUntraced(function* (saved: SavedImport, header: CsvRow) {
  const known = yield* askAboutModule(saved.module, saved.operation)
  const { end } = yield* makeImportCheck(known, requestOf(saved), header)
  return end(0, (row) => row).findings.find(({ column, kind }) => kind === "field" && column === undefined)
})

/**
 * Refuses a header without rows if no column is a field: the rows may have been lost to a wrong encoding. If Zoho
 * cannot be asked, the header is accepted unchecked.
 */
export const checkHeader = (saved: SavedImport, header: CsvRow) =>
  whereConnected(
    Effect.orElseSucceed(namelessIn(saved, header), () => undefined),
    (finding) => (finding === undefined ? Effect.void : Effect.fail(refusal(saved, [finding]))),
  ).pipe(Effect.scoped)
