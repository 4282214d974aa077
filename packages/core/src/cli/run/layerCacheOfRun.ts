import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { layerMetadataFolder } from "../../metadata/cache/layerMetadataFolder.ts"
import { ownFolder } from "../signIn/ownFolder.ts"

/**
 * The folder that stores what is known of organisations; none if nothing defines, or may define, the user's own folder.
 */
const cacheFolder = Effect.gen(function* () {
  const { join } = yield* Path.Path
  const own = yield* Effect.orElseSucceed(ownFolder("cache"), () => Option.none<string>())
  return Option.map(own, (folder) => join(folder, "metadata"))
})

/** Keeps what is known of organisations for the next run. */
export const layerCacheOfRun = Layer.unwrap(
  Effect.map(cacheFolder, (folder) => (Option.isNone(folder) ? Layer.empty : layerMetadataFolder(folder.value))),
)
