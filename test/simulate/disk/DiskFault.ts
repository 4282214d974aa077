import { PlatformError } from "effect"

const tagOf: Readonly<Record<string, PlatformError.SystemErrorTag>> = {
  ENOENT: "NotFound",
  EEXIST: "AlreadyExists",
  EISDIR: "BadResource",
  ENOTDIR: "BadResource",
}

/** What an operating system says of an operation that it could not do. */
export class DiskFault extends Error {
  readonly code: string
  readonly syscall: string
  readonly path: string

  constructor(code: string, syscall: string, path: string) {
    super(`${code}: ${syscall} '${path}'`)
    this.code = code
    this.syscall = syscall
    this.path = path
  }

  /** The same as both runtimes hand it on. */
  asPlatformError(method: string): PlatformError.PlatformError {
    return PlatformError.systemError({
      _tag: tagOf[this.code] ?? "Unknown",
      module: "FileSystem",
      method,
      pathOrDescriptor: this.path,
      syscall: this.syscall,
      cause: this,
    })
  }
}
