import { ByteSize, Clock, Effect, FileSystem, Layer, Option, Path, PlatformError } from "effect"

interface MemoryFile {
  text: string
  mode: number
  touchedAt: number
}

/** The files of a test, by path. */
export type Files = Map<string, MemoryFile>

/** What goes wrong with one operation on one path: a code of the operating system's, or what a runtime says, or it hangs. */
export type Fault = (
  operation: string,
  path: string,
) => string | PlatformError.PlatformError | Effect.Effect<never> | undefined

const tagOf: Readonly<Record<string, PlatformError.SystemErrorTag>> = {
  ENOENT: "NotFound",
  EEXIST: "AlreadyExists",
  EACCES: "PermissionDenied",
}

const systemError = (code: string, path: string): PlatformError.PlatformError =>
  PlatformError.systemError({
    _tag: tagOf[code] ?? "Unknown",
    module: "FileSystem",
    method: "test",
    pathOrDescriptor: path,
    cause: Object.assign(new Error(code), { code }),
  })

/** Provides a file system in memory, under `TestClock`, where things go wrong as told. */
export const memoryFiles = (files: Files, fault: Fault = () => undefined) => {
  const guard = (operation: string, path: string) =>
    Effect.suspend((): Effect.Effect<void, PlatformError.PlatformError> => {
      const happens = fault(operation, path)
      if (happens === undefined) return Effect.void
      if (happens instanceof PlatformError.PlatformError) return Effect.fail(happens)
      return typeof happens === "string" ? Effect.fail(systemError(happens, path)) : happens
    })
  const found = (path: string) =>
    Effect.suspend(() => {
      const file = files.get(path)
      return file === undefined ? Effect.fail(systemError("ENOENT", path)) : Effect.succeed(file)
    })
  const created = Effect.fnUntraced(function* (path: string, flag: string | undefined, mode: number | undefined) {
    if (flag === "wx" && files.has(path)) return yield* Effect.fail(systemError("EEXIST", path))
    const file: MemoryFile = { text: "", mode: mode ?? 0o666, touchedAt: yield* Clock.currentTimeMillis }
    files.set(path, file)
    return file
  })
  const unused = Effect.die(new Error("not used"))
  const fileSystem = FileSystem.layerNoop({
    makeDirectory: (path) => guard("makeDirectory", path),
    readDirectory: (folder) =>
      Effect.sync(() =>
        [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1)),
      ),
    open: (path, options) =>
      Effect.gen(function* () {
        yield* guard("open", path)
        const file = options?.flag === "wx" ? yield* created(path, "wx", options.mode) : yield* found(path)
        return {
          [FileSystem.FileTypeId]: FileSystem.FileTypeId,
          stat: unused,
          seek: () => unused,
          read: () => unused,
          readAlloc: () => unused,
          truncate: () => unused,
          write: () => unused,
          sync: guard("sync", path),
          writeAll: (bytes) =>
            Effect.sync(() => {
              file.text = new TextDecoder().decode(bytes).slice(0, 20)
            }).pipe(
              Effect.andThen(guard("writeAll", path)),
              Effect.andThen(Effect.sync(() => void (file.text = new TextDecoder().decode(bytes)))),
            ),
        } satisfies FileSystem.File
      }),
    writeFileString: (path, text, options) =>
      Effect.andThen(
        guard("writeFileString", path),
        Effect.map(created(path, options?.flag, options?.mode), (file) => void (file.text = text)),
      ),
    readFileString: (path) =>
      Effect.andThen(
        guard("readFileString", path),
        Effect.map(found(path), ({ text }) => text),
      ),
    // Who may not read a file may not look at it either.
    stat: (path) =>
      Effect.andThen(
        guard("readFileString", path),
        Effect.map(found(path), ({ text, touchedAt }) => {
          const info = { type: "File", size: ByteSize.bytes(text.length), mtime: Option.some(new Date(touchedAt)) }
          return info as FileSystem.File.Info
        }),
      ),
    utimes: (path, _atime, mtime) =>
      Effect.map(found(path), (file) => void (file.touchedAt = Math.round(Number(mtime) * 1_000))),
    rename: (from, to) =>
      Effect.gen(function* () {
        yield* guard("rename", to)
        files.set(to, yield* found(from))
        files.delete(from)
      }),
    remove: (path) =>
      Effect.andThen(
        guard("remove", path),
        Effect.sync(() => void files.delete(path)),
      ),
  })
  return Layer.merge(fileSystem, Path.layer)
}
