import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect, FileSystem, Layer, Option, Path, PlatformError } from "effect"
import { checkFolder, CurrentUser } from "../../../packages/core/src/storage/checkFolder.ts"
import { makeFolder, rememberFolder } from "../../../packages/core/src/storage/makeFolder.ts"
import { faultyFiles } from "../../support/faultyFiles.ts"
import { runner } from "../../support/runner.ts"
import type { Files } from "../../support/sleepy.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const made = (folder: string, files: Files = runner.layerFiles) => Effect.provide(makeFolder(folder), files)

describe("a folder is made", () => {
  it.live("with those above it, each for its owner alone, and is remembered by each", () =>
    Effect.gen(function* () {
      const above = yield* temporaryFolder
      const synced: Array<string> = []
      const noting = faultyFiles((operation, path) => {
        if (operation === "sync") synced.push(path)
        return undefined
      })
      yield* made(join(above, "a/b/c"), noting)
      for (const name of ["a", "a/b", "a/b/c"]) assert.strictEqual(statSync(join(above, name)).mode & 0o777, 0o700)
      assert.deepStrictEqual(synced, [above, join(above, "a"), join(above, "a/b")])
    }).pipe(Effect.scoped),
  )

  it.live("once: one that is there is as it was, and its own are there", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      chmodSync(folder, 0o755)
      writeFileSync(join(folder, "file"), "")
      yield* made(folder)
      assert.strictEqual(statSync(folder).mode & 0o777, 0o755)
      assert.deepStrictEqual(readdirSync(folder), ["file"])
    }).pipe(Effect.scoped),
  )

  it.live("though another process makes the same one meanwhile", () =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "a/b")
      const rival = faultyFiles((operation, path) => {
        if (operation === "makeDirectory") mkdirSync(path)
        return undefined
      })
      yield* made(folder, rival)
      assert.isTrue(statSync(folder).isDirectory())
    }).pipe(Effect.scoped),
  )

  it.live("though nobody may look at what it lies in, as on Deno", () =>
    Effect.gen(function* () {
      const above = yield* temporaryFolder
      const folder = join(above, "a/b/c")
      const blind = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({
          ...fs,
          stat: (path: string) =>
            above.startsWith(path)
              ? Effect.fail(
                  PlatformError.systemError({ _tag: "PermissionDenied", module: "FileSystem", method: "stat" }),
                )
              : fs.stat(path),
        })),
      )
      yield* made(folder, Layer.provideMerge(blind, runner.layerFiles))
      for (const name of ["a", "a/b", "a/b/c"]) assert.strictEqual(statSync(join(above, name)).mode & 0o777, 0o700)
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { where: "a file is in its place", name: "file", problem: "something else is there" },
    { where: "a file is in the place of one above it", name: "file/a", problem: "a part of the path is not a folder" },
  ])("nowhere where $where, which is named", ({ name, problem }) =>
    Effect.gen(function* () {
      const above = yield* temporaryFolder
      writeFileSync(join(above, "file"), "")
      const failure = yield* Effect.flip(made(join(above, name)))
      assert.deepStrictEqual([failure.doing, failure.problem], [`create the folder ${join(above, name)}`, problem])
    }).pipe(Effect.scoped),
  )

  it.live("and remembered by the two above it, and by none further up", () =>
    Effect.gen(function* () {
      const above = yield* temporaryFolder
      const synced: Array<string> = []
      const noting = faultyFiles((operation, path) => {
        if (operation === "sync") synced.push(path)
        return undefined
      })
      yield* Effect.provide(rememberFolder(join(above, "a/b/c")), noting)
      assert.deepStrictEqual(synced, [above])
      mkdirSync(join(above, "a/b"), { recursive: true })
      yield* Effect.provide(rememberFolder(join(above, "a/b/c")), noting)
      assert.deepStrictEqual(synced.slice(1), [join(above, "a/b"), join(above, "a"), above])
    }).pipe(Effect.scoped),
  )
})

/** What a folder seems to be. */
interface Seen {
  readonly mode?: number
  readonly owner?: number
  readonly type?: FileSystem.File.Type
}

/** Files among which one folder, and a link to it, seem to be something. */
const disguised = (
  folder: string,
  { link = {}, target = {} }: { readonly link?: Seen; readonly target?: Seen },
): Files => {
  const as =
    ({ mode = 0o700, owner, type = "Directory" }: Seen) =>
    (info: FileSystem.File.Info) => ({
      ...info,
      mode,
      type,
      uid: Option.fromUndefinedOr(owner),
    })
  const fileSystem = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => ({
      ...fs,
      lstat: (path: string) =>
        path === folder ? Effect.map(fs.lstat(path), as({ ...target, ...link })) : fs.lstat(path),
      stat: (path: string) => (path === folder ? Effect.map(fs.stat(path), as(target)) : fs.stat(path)),
    })),
  )
  return Layer.provideMerge(fileSystem, runner.layerFiles)
}

const [me, other] = [1_000, 54_321]

describe("a folder for secrets", () => {
  const checked = (seen: Parameters<typeof disguised>[1], user: number | undefined = me) =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const result = yield* Effect.result(checkFolder(folder, "XDG_STATE_HOME")).pipe(
        Effect.provideService(CurrentUser, user),
        Effect.provide(disguised(folder, seen)),
      )
      return { folder, failure: result._tag === "Failure" ? result.failure : undefined }
    })

  it.live.each<{ what: string; seen: Parameters<typeof disguised>[1]; user?: number }>([
    { what: "one's own", seen: { target: { owner: me } } },
    { what: "root's", seen: { target: { owner: 0 } } },
    { what: "nobody knows whose", seen: {} },
    { what: "one that others may read", seen: { target: { owner: me, mode: 0o755 } } },
    {
      what: "a link of one's own, which anybody may seem to write to",
      seen: { link: { type: "SymbolicLink", mode: 0o777 } },
    },
    { what: "anybody's, for root", seen: { target: { owner: other } }, user: 0 },
  ])("may be $what", ({ seen, user }) =>
    Effect.gen(function* () {
      assert.isUndefined((yield* checked(seen, user)).failure)
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { what: "the folder", seen: { target: { owner: other } } },
    { what: "a link to it", seen: { target: { owner: me }, link: { owner: other, type: "SymbolicLink" as const } } },
  ])("is refused where $what is somebody else's", ({ seen }) =>
    Effect.gen(function* () {
      const { failure, folder } = yield* checked(seen)
      assert.deepStrictEqual(
        [failure?.doing, failure?.problem, failure?.remedy],
        [
          `use the folder ${folder}`,
          "it belongs to another user (uid 54321)",
          "Name a folder of your own with XDG_STATE_HOME.",
        ],
      )
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { mode: 0o720, said: "0720" },
    { mode: 0o702, said: "0702" },
    { mode: 0o41777, said: "1777" },
  ])("is refused with mode $said, for others may write to it", ({ mode, said }) =>
    Effect.gen(function* () {
      const { failure, folder } = yield* checked({ target: { owner: me, mode } })
      assert.strictEqual(failure?.problem, `others may write to it (mode ${said})`)
      assert.include(failure?.remedy, `chmod go-w '${folder}'`)
    }).pipe(Effect.scoped),
  )

  it.live("is not judged by modes on Windows, which has none", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      chmodSync(folder, 0o777)
      const windows = Layer.effect(
        Path.Path,
        Effect.map(Path.Path, (path) => ({ ...path, sep: "\\" })),
      )
      yield* Effect.provide(checkFolder(folder, "XDG_STATE_HOME"), Layer.provideMerge(windows, runner.layerFiles))
    }).pipe(Effect.scoped),
  )

  it.live("that is not there is fine, and one that the runtime hides is not", () =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "folder")
      const check = checkFolder(folder, "XDG_STATE_HOME")
      yield* Effect.provide(check, runner.layerFiles)
      const error = PlatformError.systemError({
        _tag: "PermissionDenied",
        module: "FileSystem",
        method: "lstat",
        cause: new Error(`Requires read access to "${folder}", run again with the --allow-read flag`),
      })
      const hidden = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({ ...fs, lstat: () => Effect.fail(error) })),
      )
      const failure = yield* Effect.flip(Effect.provide(check, Layer.provideMerge(hidden, runner.layerFiles)))
      assert.deepStrictEqual(
        [failure.doing, failure.problem],
        [`use the folder ${folder}`, "Deno does not allow it (read)"],
      )
    }).pipe(Effect.scoped),
  )
})
