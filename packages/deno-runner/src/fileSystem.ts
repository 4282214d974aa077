import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import * as NodePath from "@effect/platform-node-shared/NodePath"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import type * as Path from "effect/Path"
import * as PlatformError from "effect/PlatformError"

const { errors } = Deno

/** What Deno's errors are to Effect, as Node's are. */
const tags: ReadonlyArray<readonly [new () => Error, PlatformError.SystemErrorTag]> = [
  [errors.NotFound, "NotFound"],
  [errors.AlreadyExists, "AlreadyExists"],
  [errors.PermissionDenied, "PermissionDenied"],
  [errors.NotCapable, "PermissionDenied"],
  [errors.NotADirectory, "BadResource"],
  [errors.FilesystemLoop, "BadResource"],
  [errors.Busy, "Busy"],
]

const tagOf = (cause: unknown): PlatformError.SystemErrorTag =>
  tags.find(([kind]) => cause instanceof kind)?.[1] ?? "Unknown"

/** Makes a folder with all above it. `node:fs` would look at those above first, and Deno ask a person whether it may. */
const makeWithAllAbove = (path: string, mode: number | undefined) =>
  Effect.tryPromise({
    try: () => Deno.mkdir(path, { recursive: true, ...(mode === undefined ? {} : { mode }) }),
    catch: (cause) =>
      PlatformError.systemError({
        _tag: tagOf(cause),
        module: "FileSystem",
        method: "makeDirectory",
        pathOrDescriptor: path,
        cause,
      }),
  })

const withoutQuestions = (files: FileSystem.FileSystem): FileSystem.FileSystem => ({
  ...files,
  makeDirectory: (path, options) =>
    options?.recursive === true ? makeWithAllAbove(path, options.mode) : files.makeDirectory(path, options),
})

/** The files of this machine, and nothing that only those who pack them need. */
export const layerFileSystem: Layer.Layer<FileSystem.FileSystem | Path.Path> = Layer.merge(
  Layer.provide(
    Layer.effect(FileSystem.FileSystem, Effect.map(FileSystem.FileSystem, withoutQuestions)),
    NodeFileSystem.layer,
  ),
  NodePath.layer,
)
