import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import type { Submission } from "../../durable/table/checkSubmission.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { SubmitFlags } from "../flags/submitFlags.ts"
import type { StoreMeant } from "./storeMeant.ts"

type Place = Pick<Submission, "folder" | "shared">

/** Where the files are that a journey needs to resume: next to the store, or where all runners see them. */
export const placeOfFiles = Effect.fnUntraced(function* (
  store: StoreMeant,
  shared: SubmitFlags["shared"],
  kind: Submission["request"]["kind"],
): Effect.fn.Return<Place, UsageError, Path.Path> {
  if (store._tag === "file") {
    if (shared === undefined) return { folder: `${store.shown}-journeys` }
    return yield* new UsageError({
      problem: "--store and --shared contradict each other: a store in a file is for one machine",
      remedy: "Leave --shared out, or name a database that machines share.",
    })
  }
  if (kind === "wait") return { folder: "" }
  if (shared !== undefined) return { folder: (yield* Path.Path).join(shared, "zoho-bulk-journeys"), shared }
  return yield* new UsageError({
    problem: "Runners on other machines must see the files of the journey, but no shared folder is named",
    remedy: "Name the folder with --shared, as in --shared /srv/zoho: all runners must see it under this name.",
  })
})
