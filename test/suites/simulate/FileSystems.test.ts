import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, FileSystem, Option, type PlatformError } from "effect"
import { makeFileSystem } from "../../simulate/disk/fileSystem.ts"
import { World } from "../../simulate/world/World.ts"
import { plannedTroubles } from "../../simulate/world/Trouble.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Things that storage does to files, and what it is told, whether it works or not. */
const deeds: Readonly<
  Record<string, (fs: FileSystem.FileSystem, folder: string) => Effect.Effect<unknown, PlatformError.PlatformError>>
> = {
  "reads a file that is not there": (fs, folder) => fs.readFileString(join(folder, "a")),
  "makes a file that is there": (fs, folder) =>
    Effect.andThen(
      fs.writeFileString(join(folder, "a"), "1"),
      fs.writeFileString(join(folder, "a"), "2", { flag: "wx" }),
    ),
  "makes a folder in a file's place": (fs, folder) =>
    Effect.andThen(
      fs.writeFileString(join(folder, "a"), "1"),
      fs.makeDirectory(join(folder, "a", "b"), { recursive: true }),
    ),
  "makes folders in folders": (fs, folder) =>
    Effect.andThen(fs.makeDirectory(join(folder, "a", "b"), { recursive: true }), fs.readDirectory(join(folder, "a"))),
  "removes what is not there, by force or not": (fs, folder) =>
    Effect.andThen(fs.remove(join(folder, "a"), { force: true }), fs.remove(join(folder, "a"))),
  "renames over another file": (fs, folder) =>
    Effect.gen(function* () {
      yield* fs.writeFileString(join(folder, "a"), "new")
      yield* fs.writeFileString(join(folder, "b"), "old")
      yield* fs.rename(join(folder, "a"), join(folder, "b"))
      return [yield* fs.readDirectory(folder), yield* fs.readFileString(join(folder, "b"))]
    }),
  "links a name that is taken": (fs, folder) =>
    Effect.gen(function* () {
      yield* fs.writeFileString(join(folder, "a"), "new")
      yield* fs.writeFileString(join(folder, "b"), "old")
      yield* fs.link(join(folder, "a"), join(folder, "b"))
    }),
  "appends, cuts and writes anew": (fs, folder) =>
    Effect.gen(function* () {
      const file = join(folder, "a")
      yield* fs.writeFileString(file, "one")
      yield* fs.writeFileString(file, " two", { flag: "a" })
      const whole = yield* fs.readFileString(file)
      yield* fs.truncate(file, 2)
      const cut = yield* fs.readFileString(file)
      yield* fs.writeFileString(file, "three")
      return [whole, cut, yield* fs.readFileString(file)]
    }),
  "writes into the middle, and reads on from there": (fs, folder) =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* fs.writeFileString(join(folder, "a"), "abcdef")
        const file = yield* fs.open(join(folder, "a"), { flag: "r+" })
        yield* file.seek(2n, "start")
        yield* file.writeAll(bytes("XY"))
        const rest = Option.map(yield* file.readAlloc(10), (piece) => new TextDecoder().decode(piece))
        return [rest, yield* fs.readFileString(join(folder, "a"))]
      }),
    ),
  "syncs a folder": (fs, folder) => Effect.scoped(Effect.flatMap(fs.open(folder), (opened) => opened.sync)),
  "reads a folder": (fs, folder) => fs.readFile(folder),
}

/** What came of a deed, without paths and the words of a runtime. */
const told = (exit: Exit.Exit<unknown, PlatformError.PlatformError>): unknown => {
  if (Exit.isSuccess(exit)) return exit.value
  const { reason } = Option.getOrThrow(Cause.findErrorOption(exit.cause))
  const code = typeof reason.cause === "object" && reason.cause !== null && "code" in reason.cause && reason.cause.code
  return [reason._tag, code]
}

const onTheSimulatedDisk = (deed: (typeof deeds)[string]): Promise<unknown> => {
  const world = new World(1, plannedTroubles(new Map()))
  world.disk.makeFolder("/srv", 0o755, true)
  const machine = world.start("process")
  const { fileSystem } = makeFileSystem(world, machine)
  return new Promise((resolve) => {
    let exit: unknown
    machine.run(deed(fileSystem, "/srv"), (ended) => (exit = told(ended)))
    void world.timeline.pass(() => exit !== undefined, Infinity).then(() => resolve(exit))
  })
}

describe("the simulated file system says what that of the runtime says", () => {
  it.live.each(Object.entries(deeds))("to who %s", ([, deed]) =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const real = told(yield* Effect.exit(FileSystem.FileSystem.use((fs) => deed(fs, folder))))
      assert.deepStrictEqual(yield* Effect.promise(() => onTheSimulatedDisk(deed)), real)
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )
})
