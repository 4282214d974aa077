import type * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { type CsvRow, csvRows } from "../../formats/csv.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import type { ImportRequest } from "./ImportRequest.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import type { PartsInOrder } from "./PartsInOrder.ts"
import { rowsOfPart } from "../journal/partFiles.ts"

/** What is to be done with every part of an import. */
export interface ImportPlan {
  readonly journal: JournalKeeper
  readonly request: ImportRequest
  /** Lets one order out at a time, so that at most one can ever be of unknown outcome. */
  readonly ordering: Semaphore.Semaphore
  /** Lets one part be packed at a time: it is held in memory meanwhile. */
  readonly packing: Semaphore.Semaphore
  /** Lets no part overtake an earlier one that writes to the same records. */
  readonly inOrder: PartsInOrder
  /** Lets other parts be uploaded once the order of the first one came to something: what Zoho says of it, it would say of all. */
  readonly firstOrder: Deferred.Deferred<void>
  /** Tells whether jobs may still be ordered, whatever has failed so far. */
  readonly mayOrder: () => boolean
}

/** What a part is called in the journal. */
export const nameOfPart = (part: number): string => `part ${part}`

/** The rows of a part as they were given, the header first. */
export const givenRows = (journal: JournalKeeper, part: number): Stream.Stream<CsvRow, StorageFailed> =>
  Stream.unwrap(
    Effect.map(CurrentLimits, ({ maxRowSize }) =>
      journal.read(rowsOfPart(part)).pipe(
        Stream.decodeText,
        csvRows({ maxRowSize, keepsEmptyLines: true }),
        // What we wrote ourselves can be read again, unless the disk lies.
        Stream.catchTag("CsvError", (error) => Stream.die(error)),
      ),
    ),
  )

/** The header of the rows of a part. */
export const headerOf = (journal: JournalKeeper, part: number): Effect.Effect<CsvRow, StorageFailed> =>
  Effect.map(Stream.runCollect(Stream.take(givenRows(journal, part), 1)), ([header = []]) => header)
