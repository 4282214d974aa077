import { Effect, FileSystem, Layer, PlatformError } from "effect"
import { runner } from "./runner.ts"
import type { Files } from "./sleepy.ts"

/** What may go wrong. */
export type Operation =
  | "makeDirectory"
  | "open"
  | "readDirectory"
  | "readFileString"
  | "remove"
  | "rename"
  | "stat"
  | "sync"
  | "writeAll"
  | "writeFileString"

/** Says with which code of the operating system an operation on a path fails; of a rename, on where it leads. */
export type Fault = (operation: Operation, path: string) => string | undefined

const tagOf: Readonly<Record<string, PlatformError.SystemErrorTag>> = {
  ENOENT: "NotFound",
  EEXIST: "AlreadyExists",
  EACCES: "PermissionDenied",
}

/** An error of the file system as runtimes have it. */
export const systemError = (code: string, path: string): PlatformError.PlatformError =>
  PlatformError.systemError({
    _tag: tagOf[code] ?? "Unknown",
    module: "FileSystem",
    method: "test",
    pathOrDescriptor: path,
    cause: Object.assign(new Error(code), { code }),
  })

/** The files of this machine, where things go wrong as told. What fails to be written is there all the same, and so is what fails to be synced. */
export const faultyFiles = (fault: Fault): Files => {
  const faulty = <A, R>(operation: Operation, path: string, done: Effect.Effect<A, PlatformError.PlatformError, R>) =>
    Effect.suspend(() => {
      const code = fault(operation, path)
      return code === undefined ? done : Effect.fail(systemError(code, path))
    })
  const fileSystem = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => ({
      ...fs,
      makeDirectory: (path: string, options?: Parameters<typeof fs.makeDirectory>[1]) =>
        faulty("makeDirectory", path, fs.makeDirectory(path, options)),
      readDirectory: (path: string) => faulty("readDirectory", path, fs.readDirectory(path)),
      readFileString: (path: string) => faulty("readFileString", path, fs.readFileString(path)),
      writeFileString: (path: string, text: string, options?: Parameters<typeof fs.writeFileString>[2]) =>
        faulty("writeFileString", path, fs.writeFileString(path, text, options)),
      remove: (path: string, options?: Parameters<typeof fs.remove>[1]) =>
        faulty("remove", path, fs.remove(path, options)),
      rename: (from: string, to: string) => faulty("rename", to, fs.rename(from, to)),
      stat: (path: string) => faulty("stat", path, fs.stat(path)),
      open: (path: string, options?: Parameters<typeof fs.open>[1]) =>
        faulty("open", path, fs.open(path, options)).pipe(
          Effect.map((file) => ({
            ...file,
            stat: file.stat,
            sync: faulty("sync", path, file.sync),
            writeAll: (bytes: Uint8Array) =>
              Effect.andThen(file.writeAll(bytes), faulty("writeAll", path, Effect.void)),
          })),
        ),
    })),
  )
  return Layer.provideMerge(fileSystem, runner.layerFiles)
}
