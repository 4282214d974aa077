import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { InvalidSettings, unreadableConfig } from "../../failure/InvalidSettings.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { readText } from "../../storage/readText.ts"

/**
 * The variables that name the database of journeys: its URL, or a file that has it, as secrets are mounted. The first one wins.
 *
 * **Example** (Whether one is set)
 *
 * ```ts
 * import { databaseVariables } from "@zoho-bulk/core/postgres"
 *
 * export const isSet = (read: (name: string) => string | undefined): boolean =>
 *   databaseVariables.some((name) => read(name) !== undefined)
 * ```
 *
 * @category configuration
 */
export const databaseVariables = ["ZOHO_DATABASE_URL", "ZOHO_DATABASE_URL_FILE"] as const

const [urlVariable, fileVariable] = databaseVariables

/** A URL is shorter, in bytes. */
const longestUrl = 8_192

const missing = (problem: string): InvalidSettings =>
  new InvalidSettings({
    settings: [...databaseVariables],
    reason: "missing",
    problem,
    remedy: `Set ${urlVariable}, or ${fileVariable} to a file that has it.`,
  })

/**
 * Reads the URL of the database of journeys from a variable, or from the file that one names.
 *
 * **Example** (On Node)
 *
 * ```ts
 * import { readDatabaseUrl } from "@zoho-bulk/core/postgres"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Effect } from "effect"
 *
 * export const url = () => Effect.provide(readDatabaseUrl, layerFiles)
 * ```
 *
 * @category configuration
 */
export const readDatabaseUrl: Effect.Effect<Redacted.Redacted, InvalidSettings | StorageFailed, FileSystem.FileSystem> =
  Effect.gen(function* () {
    const read = (name: string) => Effect.mapError(Config.option(Config.Redacted(name)), unreadableConfig)
    const given = yield* read(urlVariable)
    if (Option.isSome(given)) return given.value
    const file = yield* read(fileVariable)
    if (Option.isNone(file)) return yield* missing("There is no database: nothing says where it is")
    const path = Redacted.value(file.value)
    const found = yield* Effect.catchTag(readText(path, longestUrl), "WrongFile", ({ problem }) =>
      Effect.fail(
        new StorageFailed({
          doing: `read the database's URL from ${path}`,
          problem,
          remedy: "Name a file that has it.",
        }),
      ),
    )
    const text = found?.trim() ?? ""
    return text === ""
      ? yield* missing(`The file that ${fileVariable} names is empty, or not there`)
      : Redacted.make(text)
  })
