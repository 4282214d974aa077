import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { isMissing } from "../../storage/makeFolder.ts"
import { removeFolder } from "../../storage/removeFolder.ts"
import { folderJournal } from "../../transfer/journal/layerJournalFolder.ts"
import { journeyFile, type KnownJourney } from "./Journeys.ts"
import { wrongJourney } from "./wrongJourney.ts"

/**
 * Opens the journal of a journey, exclusively. This does not restart a journey that has been forgotten in the meantime:
 * its rows would be sent once more.
 */
export const openJourney = Effect.fnUntraced(function* ({ folder, journey }: KnownJourney) {
  const { join } = yield* Path.Path
  const journal = yield* folderJournal(folder)
  if (!(yield* isMissing(join(folder, journeyFile)))) return journal
  yield* Effect.ignore(removeFolder(folder))
  return yield* wrongJourney(`${journey.id} has since been forgotten by another process`)
})
