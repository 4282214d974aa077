import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { accessToStore } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { root } from "../flags/root.ts"
import { storeFlags } from "../flags/storeFlags.ts"
import { withLesson } from "../help/withLesson.ts"
import { keyArgument } from "./resolve.ts"

/** `zoho-bulk cancel <key>`: lets nobody go on with a journey of a store, or repeat it. */
export const cancel = Command.make(
  "cancel",
  { key: keyArgument, ...storeFlags },
  Effect.fnUntraced(function* ({ key, ...store }) {
    if ((yield* root).explain) return yield* presentRequests([], { access: yield* accessToStore(store) })
    const { cancelStored } = yield* Effect.promise(() => import("../store/tellStored.ts"))
    yield* cancelStored(store, key)
  }),
).pipe(
  withLesson({
    does: "Stops a journey in a store, or a schedule. Jobs already ordered continue at Zoho.",
    credits: "none: it does not call Zoho",
  }),
  Command.withExamples([
    { command: "zoho-bulk cancel contacts --store journeys.db", description: "A journey that is no longer needed" },
  ]),
)
