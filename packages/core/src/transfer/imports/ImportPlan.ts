import type * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { type CsvRow, csvRows, isCsvError } from "../../formats/csv.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import type { ImportRequest } from "./ImportRequest.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import type { Packing } from "./makePacking.ts"
import type { PartsInOrder } from "./PartsInOrder.ts"
import { rowsOfPart } from "../journal/partFiles.ts"

/** What is to be done with every part of an import. */
export interface ImportPlan {
  readonly journal: JournalKeeper
  readonly request: ImportRequest
  /** Lets one order out at a time, so that at most one can ever be of unknown outcome. */
  readonly ordering: Semaphore.Semaphore
  readonly packing: Packing
  /** Lets no part overtake an earlier one that writes to the same records. */
  readonly inOrder: PartsInOrder
  /**
   * Lets other parts be uploaded once the order of the first one has an outcome: Zoho would answer all of them alike.
   */
  readonly firstOrder: Deferred.Deferred<void>
  /** Checks whether jobs may still be ordered, whatever has failed so far. */
  readonly mayOrder: () => boolean
}

/** What a part is called in the journal. */
export const nameOfPart = (part: number): string => `part ${part}`

/** Reads rows that we wrote ourselves, the header first. */
export const rowsIn = <E>(bytes: Stream.Stream<Uint8Array, E>, mostCells?: number): Stream.Stream<CsvRow, E> =>
  Stream.unwrap(
    Effect.map(CurrentLimits, ({ maxRowSize }) =>
      bytes.pipe(
        Stream.decodeText,
        csvRows({ maxRowSize, keepsEmptyLines: true, mostCells }),
        // They can be read again, unless the disk lies.
        Stream.catchIf(isCsvError, (error) => Stream.die(error)),
      ),
    ),
  )

/** The rows of a part as they were given, the header first. */
export const givenRows = (journal: JournalKeeper, part: number): Stream.Stream<CsvRow, StorageFailed> =>
  rowsIn(journal.read(rowsOfPart(part)))

/** The header of the rows of a part. No row is read for it. */
export const headerOf = (journal: JournalKeeper, part: number): Effect.Effect<CsvRow, StorageFailed> =>
  Effect.map(
    Stream.runHead(rowsIn(journal.read(rowsOfPart(part)), 1)),
    Option.getOrElse((): CsvRow => []),
  )
