import * as Effect from "effect/Effect"
import type * as SqlClient from "effect/sql/SqlClient"
import type { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isOver } from "../JourneyState.ts"
import type { JourneyRow } from "./JourneyRow.ts"
import { journeyNamed } from "./wishes.ts"

/**
 * Waits until a journey is over, or needs a word, and returns it. It reads the table once a second.
 *
 * **Details**
 *
 * Fails with `InvalidRequest` if nobody has submitted the key. It waits as long as the journey takes, and for as long
 * as no runner is there: limit it with `Effect.timeout`. Interrupting it does not affect the journey.
 *
 * **Example** (Whether its file is there)
 *
 * ```ts
 * import { awaitJourney } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 *
 * export const isMade = (key: string) => Effect.map(awaitJourney(key), ({ state }) => state === "completed")
 * ```
 *
 * @category operations
 */
export const awaitJourney = Effect.fnUntraced(function* (
  key: string,
): Effect.fn.Return<JourneyRow, InvalidRequest | StorageFailed, SqlClient.SqlClient> {
  for (;;) {
    const journey = yield* journeyNamed(key)
    if (isOver(journey.state) || journey.state === "needs-a-word") return journey
    yield* Effect.sleep("1 second")
  }
})
