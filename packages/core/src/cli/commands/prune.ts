import * as Command from "effect/cli/Command"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { accessToStore } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { planFlag } from "../flags/commandFlags.ts"
import { durationFlag } from "../flags/durationFlag.ts"
import { root } from "../flags/root.ts"
import { storeFlags } from "../flags/storeFlags.ts"
import { withLesson } from "../help/withLesson.ts"

const usualAge = Duration.days(30)

/** `zoho-bulk prune`: forgets what is kept of journeys of a store that have long been over. */
export const prune = Command.make(
  "prune",
  {
    ...storeFlags,
    older: durationFlag(
      "older",
      "only journeys that ended at least this long ago, such as 12h or 90d; 30d by default",
      true,
    ),
    plan: planFlag("list what would be deleted, and delete nothing"),
  },
  Effect.fnUntraced(function* ({ older = usualAge, plan, ...store }) {
    if ((yield* root).explain) return yield* presentRequests([], { access: yield* accessToStore(store) })
    const { pruneStored } = yield* Effect.promise(() => import("../store/tellStored.ts"))
    yield* pruneStored(store, Duration.toMillis(older), plan)
  }),
).pipe(
  withLesson({
    does: "Deletes old journeys from a store, except for their keys.",
    credits: "none: it does not call Zoho",
  }),
  Command.withExamples([
    {
      command: "zoho-bulk prune --store journeys.db --older 30d",
      description: "A month after they ended; once a day is enough",
    },
    { command: "zoho-bulk prune --store journeys.db --older 30d --plan", description: "What that would delete" },
  ]),
)
