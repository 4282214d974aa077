import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as UserDirectories from "effect/persistence/UserDirectories"
import { InvalidSettings } from "../../failure/InvalidSettings.ts"
import { permissionToRead } from "../../failure/permissionToRead.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { checkFolder } from "../../storage/checkFolder.ts"

/** What lies in a folder of the user's own: sign-ins, what was begun and the tokens that go with it, or what can be asked for again. */
export type FolderKind = "config" | "state" | "cache"

const ownVariable = { config: "XDG_CONFIG_HOME", state: "XDG_STATE_HOME", cache: "XDG_CACHE_HOME" } as const

const contentOf = { config: "sign-ins", state: "journals", cache: "the metadata of organisations" } as const

/** What defines the user's folders. */
export const folderVariables = ["HOME", ...Object.values(ownVariable)] as const

/** What says where sign-ins and their tokens are. */
export const signInVariables = ["HOME", ownVariable.config, ownVariable.state] as const

const variablesOf = (kind: FolderKind): ReadonlyArray<string> => [ownVariable[kind], "HOME"]

const valueOf = (variable: string) => Effect.orElseSucceed(Config.option(Config.String(variable)), () => Option.none())

/** Why there is no folder of a kind, as the end of a sentence. */
export const noOwnFolder = (kind: FolderKind): string => `HOME and ${ownVariable[kind]} are unset or not absolute paths`

/** The variable that decides where a folder is: its own, if that names a place, else the user's home. */
export const decidingVariable = (kind: FolderKind): Effect.Effect<string, never, Path.Path> =>
  Effect.gen(function* () {
    const { isAbsolute } = yield* Path.Path
    return Option.exists(yield* valueOf(ownVariable[kind]), isAbsolute) ? ownVariable[kind] : "HOME"
  })

/** The variables of a folder that may be set otherwise, because the runtime did not let us read them. */
export const unreadableOf = (kind: FolderKind): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(UnreadableVariables, (unreadable) => variablesOf(kind).filter((name) => unreadable.includes(name)))

/**
 * The user's own folder of a kind; none if nothing defines it. A folder that depends on where the program was started
 * would be a different one each time.
 */
export const ownFolder = Effect.fnUntraced(function* (
  kind: FolderKind,
): Effect.fn.Return<Option.Option<string>, InvalidSettings, Path.Path> {
  const { isAbsolute } = yield* Path.Path
  const found = Option.filter(yield* Effect.option(UserDirectories.make()[kind]("zoho-bulk")), isAbsolute)
  const unreadable = yield* unreadableOf(kind)
  if (Option.isSome(found) || unreadable.length === 0) return found
  return yield* new InvalidSettings({
    settings: unreadable,
    reason: "unreadable",
    problem: `The folder of ${contentOf[kind]} is not known`,
    remedy: permissionToRead(unreadable).trim(),
  })
})

/** Fails on a folder of the user's own that others could have put something into. */
export const checkOwnFolder = Effect.fnUntraced(function* (
  kind: FolderKind,
): Effect.fn.Return<void, InvalidSettings | StorageFailed, FileSystem.FileSystem | Path.Path> {
  const folder = yield* ownFolder(kind)
  if (Option.isNone(folder)) return
  const unreadable = permissionToRead((yield* unreadableOf(kind)).filter((name) => name === ownVariable[kind]))
  yield* Effect.mapError(
    checkFolder(folder.value, ownVariable[kind]),
    (failure) => new StorageFailed({ ...failure, remedy: failure.remedy + unreadable }),
  )
})

const elsewhere = (kind: FolderKind, failure: StorageFailed): StorageFailed =>
  new StorageFailed({
    ...failure,
    remedy: `${failure.remedy.replace(/[,;] or name another (?:file|place)\.$/, ".")} Set ${ownVariable[kind]} to use another place for ${contentOf[kind]}.`,
  })

/** Adds to a failure in the user's own folder how to choose another one. */
export const orElsewhere = (kind: FolderKind) => Effect.mapError((failure: StorageFailed) => elsewhere(kind, failure))

/** The same of failures within a folder there; others are of files that the user has named. */
export const orElsewhereWithin =
  (kind: FolderKind, folder: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | StorageFailed, R> =>
    Effect.mapError(effect, (failure) =>
      failure instanceof StorageFailed && failure.doing.includes(folder) ? elsewhere(kind, failure) : failure,
    )

/** Reports once that a home folder which is not an absolute path is ignored. */
export const noteRelativeHome = Effect.gen(function* () {
  const { isAbsolute } = yield* Path.Path
  const home = yield* valueOf("HOME")
  if (Option.exists(home, (path) => !isAbsolute(path))) {
    yield* Effect.logWarning(
      `zoho-bulk: HOME is ${home.pipe(Option.getOrElse(() => ""))}, which is not an absolute path: it is ignored`,
    )
  }
})
