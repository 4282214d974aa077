import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { InvalidSettings, unreadableConfig } from "../../failure/InvalidSettings.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { readText } from "../../storage/readText.ts"

/**
 * The variables that name the database of journeys: its URL, or a file that contains it, as secrets are mounted. The
 * first one wins.
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

/**
 * The variables with the password of that database, if its URL has none: the password itself, or a file that contains
 * it. The first one wins.
 *
 * **Example** (Whether one is set)
 *
 * ```ts
 * import { databasePasswordVariables } from "@zoho-bulk/core/postgres"
 *
 * export const isSet = (read: (name: string) => string | undefined): boolean =>
 *   databasePasswordVariables.some((name) => read(name) !== undefined)
 * ```
 *
 * @category configuration
 */
export const databasePasswordVariables = ["ZOHO_DATABASE_PASSWORD", "ZOHO_DATABASE_PASSWORD_FILE"] as const

/** The maximum length of a URL or a password, in bytes. */
const longest = 8_192

const missing = (settings: ReadonlyArray<string>, problem: string, remedy: string): InvalidSettings =>
  new InvalidSettings({ settings, reason: "missing", problem, remedy })

const read = (name: string) => Effect.mapError(Config.option(Config.Redacted(name)), unreadableConfig)

/** The value of a variable, or the content of the file that another one names. */
const readSecret = Effect.fnUntraced(function* (
  [variable, fileVariable]: readonly [string, string],
  what: string,
): Effect.fn.Return<Option.Option<Redacted.Redacted>, InvalidSettings | StorageFailed, FileSystem.FileSystem> {
  const given = yield* read(variable)
  if (Option.isSome(given)) return given
  const file = yield* read(fileVariable)
  if (Option.isNone(file)) return Option.none()
  const path = Redacted.value(file.value)
  const found = yield* Effect.catchTag(readText(path, longest), "WrongFile", ({ problem }) =>
    Effect.fail(
      new StorageFailed({
        doing: `read the database's ${what} from ${path}`,
        problem,
        remedy: "Name a file that contains it.",
      }),
    ),
  )
  const text = found?.trim() ?? ""
  if (text !== "") return Option.some(Redacted.make(text))
  return yield* missing(
    [variable, fileVariable],
    `The file that ${fileVariable} names is empty or missing`,
    `Set ${variable}, or ${fileVariable} to a file that contains it.`,
  )
})

/**
 * Adds the password of the database of journeys to a URL that has none: from a variable, or from the file that one
 * names. If they are not set, the URL stays unchanged.
 *
 * **Example** (A URL without a secret, on Node)
 *
 * ```ts
 * import { withDatabasePassword } from "@zoho-bulk/core/postgres"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Effect, Redacted } from "effect"
 *
 * export const url = () =>
 *   Effect.provide(withDatabasePassword(Redacted.make("postgresql://zoho@127.0.0.1/journeys")), layerFiles)
 * ```
 *
 * @category configuration
 */
export const withDatabasePassword = Effect.fnUntraced(function* (
  url: Redacted.Redacted,
): Effect.fn.Return<Redacted.Redacted, InvalidSettings | StorageFailed, FileSystem.FileSystem> {
  const text = Redacted.value(url).trim()
  if (!URL.canParse(text) || new URL(text).password !== "") return url
  const password = yield* readSecret(databasePasswordVariables, "password")
  if (Option.isNone(password)) return url
  const whole = new URL(text)
  whole.password = encodeURIComponent(Redacted.value(password.value))
  return Redacted.make(whole.href, { label: "database" })
})

/**
 * Reads the URL of the database of journeys from a variable, or from the file that one names; its password may come
 * from another variable.
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
    const given = yield* readSecret(databaseVariables, "URL")
    if (Option.isSome(given)) return yield* withDatabasePassword(given.value)
    const [variable, fileVariable] = databaseVariables
    return yield* missing(
      databaseVariables,
      "There is no database: its address is not set",
      `Set ${variable}, or ${fileVariable} to a file that contains it.`,
    )
  })
