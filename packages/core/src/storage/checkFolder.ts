import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { isDenied, storageFailed } from "./storageFailed.ts"

/**
 * The user that this process runs as, by number; unknown on Windows, and on Deno without `--allow-sys=uid`.
 *
 * **Example** (A runner on Node)
 *
 * ```ts
 * import { CurrentUser } from "@zoho-bulk/core/cli"
 * import { Layer } from "effect"
 *
 * export const asUser = (uid: number) => Layer.succeed(CurrentUser, uid)
 * ```
 *
 * @category services
 */
export const CurrentUser = Context.Reference<number | undefined>("@zoho-bulk/core/storage/CurrentUser", {
  defaultValue: () => undefined,
})

/** The bits of a mode that let the group and others write. */
const writableByOthers = 0o022

/**
 * An unknown owner is not a stranger; neither is root, which could do as it likes anyhow, as it does in containers with
 * everybody's folders.
 */
const isStranger = (owner: number | undefined, user: number | undefined): boolean =>
  owner !== undefined && user !== undefined && ![0, user].includes(owner) && user !== 0

/**
 * Fails on a folder for secrets that belongs to somebody else, or that others may write to: they could plant their own
 * sign-in, or replace our files. A link to it must not belong to somebody else either.
 *
 * The folders that contain it are not checked: what others put in its place there is theirs. A missing folder is
 * created for its owner alone. Windows has no such modes.
 */
export const checkFolder = Effect.fnUntraced(function* (
  folder: string,
  otherPlace: string,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  if ((yield* Path.Path).sep === "\\") return
  const user = yield* CurrentUser
  const refused = (problem: string, remedy: string) =>
    new StorageFailed({ doing: `use the folder ${folder}`, problem, remedy })
  for (const look of [fs.lstat, fs.stat]) {
    const found = yield* Effect.result(look(folder))
    if (Result.isFailure(found)) {
      // What else is wrong with it is told by who uses it.
      if (isDenied(found.failure)) return yield* storageFailed(`use the folder ${folder}`)(found.failure)
      return
    }
    const { mode, type, uid } = found.success
    const owner = Option.getOrUndefined(uid)
    if (isStranger(owner, user)) {
      return yield* refused(
        `it belongs to another user (uid ${owner})`,
        `Name a folder of your own with ${otherPlace}.`,
      )
    }
    if (type === "Directory" && (mode & writableByOthers) !== 0) {
      return yield* refused(
        `others may write to it (mode ${(mode & 0o7777).toString(8).padStart(4, "0")})`,
        `Check that its contents are yours; then run: chmod go-w '${folder}'. Or name another folder with ${otherPlace}.`,
      )
    }
  }
})
