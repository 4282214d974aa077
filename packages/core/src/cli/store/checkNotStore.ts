import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { realPlace } from "../../storage/fileIdentity.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { StoreFlags } from "../flags/storeFlags.ts"

/** What SQLite keeps beside a store, and what its runner does. */
const companions = ["-wal", "-shm", "-journal", ".runner", ".runner-name", "-journeys"]

/** Refuses what a journey writes where that is the store that it is submitted to, or belongs to it: all journeys would be lost. */
export const checkNotStore = Effect.fnUntraced(function* (
  { store }: Pick<StoreFlags, "store">,
  file: string,
  said: string,
): Effect.fn.Return<void, UsageError, FileSystem.FileSystem | Path.Path> {
  if (store === undefined) return
  const { resolve, sep } = yield* Path.Path
  const shown = resolve(store)
  // SQLite has its files beside the file that a link leads to, and the folder of journeys is beside the link.
  const names = [shown, yield* realPlace(shown)]
  const own = yield* Effect.forEach(
    names.flatMap((name) => [name, ...companions.map((companion) => `${name}${companion}`)]),
    realPlace,
  )
  const inFolders = yield* Effect.forEach(names, (name) => realPlace(`${name}-journeys`))
  const place = yield* realPlace(resolve(file))
  if (!own.includes(place) && !inFolders.some((folder) => place.startsWith(`${folder}${sep}`))) return
  return yield* new UsageError({
    problem: `${said} belongs to --store ${store}, and the journeys in it would be lost`,
    remedy: "Name another place.",
  })
})
