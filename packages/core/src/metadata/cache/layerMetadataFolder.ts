import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { checkFolder } from "../../storage/checkFolder.ts"
import { checkPath } from "../../storage/checkPath.ts"
import { isDenosRefusal } from "../../storage/refusedByDeno.ts"
import { readText } from "../../storage/readText.ts"
import { writeWhole } from "../../storage/writeWhole.ts"
import { type CacheOptions, lifeOf } from "./CacheOptions.ts"
import { type KeptAnswer, MetadataCache } from "./MetadataCache.ts"

/** The content of a cache file: whose answer to which question, and when it was given. */
const CacheFile = Schema.fromJsonString(
  Schema.Struct({
    format: Schema.Literal("zoho-bulk metadata 1"),
    organization: Schema.String,
    question: Schema.String,
    askedAt: Schema.Finite,
    // It is JSON, for it is read as such; what it has to be is checked by who asks for it.
    answer: Schema.Unknown,
  }),
)

const decode = Schema.decodeUnknownOption(CacheFile)

const otherPlace = "another folder for the cache"

/** Deletes files that are of no use any more: those that this cache has written and would request again. */
const sweep = Effect.fnUntraced(
  function* (folder: string, life: number) {
    const fs = yield* FileSystem.FileSystem
    const { join } = yield* Path.Path
    const now = yield* Clock.currentTimeMillis
    const ours = (yield* fs.readDirectory(folder)).filter((name) => /^[\da-f]{64}\..+\.(?:json|tmp)$/.test(name))
    yield* Effect.forEach(
      ours.map((name) => join(folder, name)),
      (path) =>
        Effect.flatMap(fs.stat(path), ({ mtime }) =>
          Option.exists(mtime, (changed) => now - changed.getTime() > 2 * life) ? fs.remove(path) : Effect.void,
        ).pipe(Effect.ignore),
      { discard: true },
    )
  },
  (sweeping) => Effect.ignore(sweeping),
)

/**
 * Remembers what is known about organisations in a folder that the programs of a user share.
 *
 * **Details**
 *
 * One file for each answer, of mode 0600, in a folder of mode 0700; written atomically. A file that is damaged, or not
 * from this cache, is ignored and replaced. A folder that others may write to is not used. What cannot be read or
 * stored is requested again: a warning in the log gives the reason, and nothing fails. Runners provide `FileSystem` and
 * `Path` with `layerFiles`.
 *
 * **Example** (Fields that the next run knows, for an hour)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const cache = Metadata.layerFolder("/home/reports/.cache/zoho-bulk/metadata", { timeToLive: "1 hour" })
 *
 * export const fields = (module: string) => Effect.provide(Metadata.getFields(module), cache)
 * ```
 *
 * @category layers
 */
export const layerMetadataFolder = (
  folder: string,
  options: CacheOptions = {},
): Layer.Layer<never, InvalidSettings, FileSystem.FileSystem | Path.Path> =>
  Layer.effect(
    MetadataCache,
    Effect.gen(function* () {
      const timeToLive = yield* lifeOf(options)
      const files = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
      const { join } = yield* Path.Path
      const { maxMetadataBytes, metadataLife } = yield* CurrentLimits
      let isTold = false
      let isSwept = false

      const usable = Effect.andThen(checkPath(folder, "cache metadata"), () => checkFolder(folder, otherPlace))
      const pathOf = (organization: string, question: string): string =>
        join(folder, `${organization}.${encodeURIComponent(question)}.json`)

      /**
       * Reports once why the cache does not help. A program without permission for a cache does without one: nothing is
       * wrong.
       */
      const tell = (why: StorageFailed): Effect.Effect<void> => {
        if (isTold) return Effect.void
        isTold = true
        const log = isDenosRefusal(why) ? Effect.logDebug : Effect.logWarning
        return log(`zoho-bulk: nothing is cached in ${folder}: ${why.problem}`)
      }

      const get = Effect.fnUntraced(
        function* (organization: string, question: string) {
          yield* usable
          const text = yield* readText(pathOf(organization, question), maxMetadataBytes)
          const found = text === undefined ? Option.none() : decode(text)
          return Option.getOrUndefined(
            Option.filter(found, (file) => file.organization === organization && file.question === question),
          )
        },
        Effect.catchTag("WrongFile", () => Effect.undefined),
        Effect.catch((failure) => Effect.as(tell(failure), undefined)),
        Effect.provide(files),
      )

      const set = Effect.fnUntraced(
        function* (organization: string, question: string, { answer, askedAt }: KeptAnswer) {
          yield* usable
          const file = { format: "zoho-bulk metadata 1", organization, question, askedAt, answer }
          yield* writeWhole(pathOf(organization, question), `${JSON.stringify(file)}\n`)
          if (isSwept) return
          isSwept = true
          yield* sweep(folder, timeToLive ?? metadataLife)
        },
        Effect.catch(tell),
        Effect.provide(files),
      )

      return { timeToLive, get, set }
    }),
  )
