import { ByteSize, Effect, FileSystem, Option, type PlatformError, Result, type Scope } from "effect"
import { type Machine, worldBegins } from "../world/Machine.ts"
import type { Point } from "../world/Trouble.ts"
import type { World } from "../world/World.ts"
import type { FileNode, Node } from "./Disk.ts"
import { DiskFault } from "./DiskFault.ts"

type Fallible<A> = Effect.Effect<A, PlatformError.PlatformError>

const unused = (): Effect.Effect<never> => Effect.die(new Error("the simulated disk has no such operation"))

const attempt = <A>(act: () => A): Result.Result<A, DiskFault> => {
  try {
    return Result.succeed(act())
  } catch (fault) {
    if (fault instanceof DiskFault) return Result.fail(fault)
    throw fault
  }
}

const infoOf = (node: Node): FileSystem.File.Info => ({
  type: node.kind === "file" ? "File" : "Directory",
  mtime: Option.some(new Date(worldBegins + node.touchedAt)),
  atime: Option.none(),
  birthtime: Option.none(),
  dev: 1n,
  ino: Option.none(),
  mode: node.mode,
  nlink: Option.some(node.kind === "file" ? BigInt(node.links) : 1n),
  uid: Option.none(),
  gid: Option.none(),
  rdev: Option.none(),
  size: ByteSize.bytes(node.kind === "file" ? node.bytes.length : 0),
  blksize: Option.none(),
  blocks: Option.none(),
})

const millisOf = (time: Date | number): number =>
  (typeof time === "number" ? time * 1_000 : time.getTime()) - worldBegins

/** The disk of a world as one process sees it; `opened` counts the files that it has not closed. */
export const makeFileSystem = (
  world: World,
  machine: Machine,
): { readonly fileSystem: FileSystem.FileSystem; readonly opened: () => number } => {
  const { disk } = world
  let opened = 0

  const settle = <A>(method: string, result: Result.Result<A, DiskFault>): Fallible<A> =>
    Result.match(result, {
      onFailure: (fault): Fallible<A> => Effect.fail(fault.asPlatformError(method)),
      onSuccess: (value) => Effect.succeed(value),
    })

  /** Looks at the disk, which changes nothing, and takes no time: who runs is neither killed nor frozen in it. */
  const look = <A>(method: string, act: () => A): Fallible<A> => Effect.suspend(() => settle(method, attempt(act)))

  /** Changes the disk, which can go wrong. */
  const change = <A>(
    method: string,
    point: Point,
    whole: () => A,
    part: (share: number) => void = () => undefined,
  ): Fallible<A> =>
    Effect.callback((resume) =>
      world.operate<Result.Result<A, DiskFault>>(
        machine,
        point,
        {
          whole: (answer) => answer(attempt(whole)),
          part,
          troubled: (trouble) => {
            if (trouble.does === "disk-fails")
              return (answer) => answer(Result.fail(new DiskFault("EIO", method, point.what)))
            if (trouble.does !== "disk-full") return undefined
            return (answer) => {
              part(trouble.share)
              disk.isFull = true
              answer(Result.fail(new DiskFault("ENOSPC", method, point.what)))
            }
          },
        },
        (result) => resume(settle(method, result)),
      ),
    )

  const close = Effect.sync(() => void opened--)

  const open = (
    path: string,
    {
      flag = "r",
      mode = 0o666,
    }: { readonly flag?: FileSystem.OpenFlag | undefined; readonly mode?: number | undefined } = {},
  ): Effect.Effect<FileSystem.File, PlatformError.PlatformError, Scope.Scope> => {
    const isMade = !flag.startsWith("r")
    const make = (): FileNode => {
      const file = disk.create(path, mode, flag.includes("x"))
      if (flag.startsWith("w") && file.bytes.length > 0) disk.change(file, { length: 0 })
      return file
    }
    const found: Fallible<Node> = Effect.suspend(() => {
      if (!isMade) return look("open", () => disk.find(path, "open"))
      // Who finds a name taken, and may not have that, has changed nothing.
      const isTaken = flag.includes("x") && disk.has(path)
      return isTaken ? look("open", make) : change("open", { kind: "create", what: path }, make)
    })
    return Effect.acquireRelease(
      Effect.tap(found, () => Effect.sync(() => void opened++)),
      () => close,
    ).pipe(Effect.map((node) => fileOf(path, node, flag)))
  }

  const fileOf = (path: string, node: Node, flag: FileSystem.OpenFlag): FileSystem.File => {
    let position = 0
    const file = (): FileNode => {
      if (node.kind === "folder") throw new DiskFault("EISDIR", "read", path)
      return node
    }
    const put = (bytes: Uint8Array): void => {
      if (bytes.length === 0) return
      const at = flag.startsWith("a") ? file().bytes.length : position
      disk.change(file(), { at, bytes: bytes.slice() })
      position = at + bytes.length
    }
    const write = (bytes: Uint8Array) =>
      change(
        "write",
        { kind: "write", what: path },
        () => {
          if (disk.isFull) throw new DiskFault("ENOSPC", "write", path)
          put(bytes)
          return bytes.length
        },
        (share) => put(bytes.subarray(0, Math.floor(share * bytes.length))),
      )
    const readAt = (size: number, at: number) => {
      const piece = file().bytes.slice(at, at + size)
      return piece
    }
    return {
      [FileSystem.FileTypeId]: FileSystem.FileTypeId,
      stat: look("stat", () => infoOf(node)),
      seek: (offset, from) =>
        Effect.sync(() => BigInt((position = from === "start" ? Number(offset) : position + Number(offset)))),
      sync: change("sync", { kind: "sync", what: path }, () => disk.sync(node)),
      read: (buffer, options) =>
        look("read", () => {
          const piece = readAt(buffer.length, Number(options?.position ?? position))
          buffer.set(piece)
          if (options?.position === undefined) position += piece.length
          return piece.length
        }),
      readAlloc: (size, options) =>
        look("readAlloc", () => {
          const piece = readAt(size, Number(options?.position ?? position))
          if (options?.position === undefined) position += piece.length
          return piece.length === 0 ? Option.none() : Option.some(piece)
        }),
      truncate: (length = 0) =>
        change("truncate", { kind: "truncate", what: path }, () => disk.change(file(), { length })),
      write,
      writeAll: (bytes) => (bytes.length === 0 ? Effect.void : Effect.asVoid(write(bytes))),
    }
  }

  const fileSystem = FileSystem.make({
    access: (path) => look("access", () => void disk.find(path, "access")),
    chmod: (path, mode) =>
      change("chmod", { kind: "touch", what: path }, () => void (disk.find(path, "chmod").mode = mode)),
    chown: unused,
    copy: unused,
    copyFile: unused,
    link: (from, to) => change("link", { kind: "link", what: to }, () => disk.link(from, to)),
    lstat: (path) => look("lstat", () => infoOf(disk.find(path, "lstat"))),
    makeDirectory: (path, { mode = 0o777, recursive = false } = {}) =>
      Effect.suspend(() => {
        const make = () => disk.makeFolder(path, mode, recursive)
        return disk.has(path)
          ? look("makeDirectory", make)
          : change("makeDirectory", { kind: "folder", what: path }, make)
      }),
    makeTempDirectory: unused,
    makeTempDirectoryScoped: unused,
    makeTempFile: unused,
    makeTempFileScoped: unused,
    open,
    readDirectory: (path) =>
      look("readDirectory", () => {
        const node = disk.find(path, "scandir")
        if (node.kind === "file") throw new DiskFault("ENOTDIR", "scandir", path)
        return [...node.names.keys()]
      }),
    readDirectoryEntries: (path) =>
      look("readDirectoryEntries", () => {
        const node = disk.find(path, "scandir")
        if (node.kind === "file") throw new DiskFault("ENOTDIR", "scandir", path)
        return [...node.names].map(([name, { kind }]) => ({ name, type: kind === "file" ? "File" : "Directory" }))
      }),
    readFile: (path) => look("readFile", () => disk.fileAt(path, "read").bytes.slice()),
    readLink: unused,
    realPath: (path) =>
      look("realPath", () => {
        disk.find(path, "realpath")
        return path
      }),
    remove: (path, { force = false, recursive = false } = {}) =>
      Effect.suspend(() => {
        if (!disk.has(path)) return look("remove", () => (force ? undefined : void disk.find(path, "rm")))
        return change("remove", { kind: "remove", what: path }, () => {
          if (disk.has(path) || !force) disk.remove(path, recursive)
        })
      }),
    rename: (from, to) => change("rename", { kind: "rename", what: to }, () => disk.move(from, to)),
    stat: (path) => look("stat", () => infoOf(disk.find(path, "stat"))),
    symlink: unused,
    truncate: (path, length = 0) =>
      change("truncate", { kind: "truncate", what: path }, () =>
        disk.change(disk.fileAt(path, "truncate"), { length }),
      ),
    utimes: (path, _, time) =>
      change("utime", { kind: "touch", what: path }, () => {
        disk.find(path, "utime").touchedAt = millisOf(time)
      }),
    watch: () => {
      throw new Error("the simulated disk cannot be watched")
    },
    writeFile: (path, bytes, { flag = "w", mode } = {}) =>
      Effect.scoped(Effect.flatMap(open(path, { flag, mode }), (file) => file.writeAll(bytes))),
  })

  return { fileSystem, opened: () => opened }
}
