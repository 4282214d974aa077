import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect, FileSystem, Layer, Stream } from "effect"
import { digestOfBytes, digestOfText } from "../../../packages/core/src/storage/digestOf.ts"
import { keepBytes } from "../../../packages/core/src/storage/keepBytes.ts"
import { readText } from "../../../packages/core/src/storage/readText.ts"
import { writeWholeBytes } from "../../../packages/core/src/storage/writeWhole.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { faultyFiles } from "../../support/faultyFiles.ts"
import { runner } from "../../support/runner.ts"
import type { Files } from "../../support/sleepy.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const bytes = Stream.make(Uint8Array.of(1, 2), Uint8Array.of(3))

/** Keeps three bytes in a file of a folder, and gives the way back, and where they are. */
const kept = Effect.gen(function* () {
  const file = join(yield* temporaryFolder, "kept.zip")
  const back = yield* Effect.provide(keepBytes(file, bytes), runner.layerFiles)
  return { file, back: Stream.provide(back, runner.layerFiles) }
})

describe("what is kept in a file", () => {
  it.live("is for its owner alone, comes back as it was, and has nothing beside it", () =>
    Effect.gen(function* () {
      const { back, file } = yield* kept
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
      assert.deepStrictEqual(readdirSync(join(file, "..")), ["kept.zip"])
      const pieces = yield* Stream.runCollect(back)
      assert.deepStrictEqual(
        pieces.flatMap((piece) => [...piece]),
        [1, 2, 3],
      )
    }).pipe(Effect.scoped),
  )

  it.live.each<{ what: string; fault: Parameters<typeof faultyFiles>[0]; problem: string }>([
    { what: "is not there any more", fault: () => "ENOENT", problem: "there is no such file or folder" },
    { what: "may not be read", fault: () => "EACCES", problem: "permission denied" },
  ])("and $what is named", ({ fault, problem }) =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "kept.zip")
      const faulty = faultyFiles((operation, path) =>
        operation === "stat" && path === file ? fault(operation, path) : undefined,
      )
      const back = yield* Effect.provide(keepBytes(file, bytes), runner.layerFiles)
      const failure = yield* Effect.flip(Stream.runDrain(back)).pipe(Effect.provide(faulty))
      assert.deepStrictEqual([failure.doing, failure.problem], [`read ${file}`, problem])
    }).pipe(Effect.scoped),
  )

  it.live("in whose place a folder lies is named, with what to do", () =>
    Effect.gen(function* () {
      const { back, file } = yield* kept
      rmSync(file)
      mkdirSync(file)
      const failure = yield* Effect.flip(Stream.runDrain(back))
      assert.deepStrictEqual(
        [failure.doing, failure.problem, failure.remedy],
        [`read ${file}`, "it is a folder", "Move it away, and restore the file that was there."],
      )
    }).pipe(Effect.scoped),
  )
})

describe("a text is read", () => {
  const text = (path: string, files: Files, maxBytes = 2 ** 20) => Effect.provide(readText(path, maxBytes), files)

  it.live.each([
    { type: "Directory", problem: "it is a folder" },
    { type: "FIFO", problem: "it is a pipe" },
    { type: "Socket", problem: "it is a socket" },
    { type: "CharacterDevice", problem: "it is a device" },
    { type: "BlockDevice", problem: "it is a device" },
    { type: "Unknown", problem: "it is not a file" },
  ] as const)("from no $type, which is not opened", ({ problem, type }) =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "text")
      writeFileSync(file, "a")
      const disguised = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({
          ...fs,
          readFileString: () => Effect.die("it was opened"),
          stat: (path: string) => Effect.map(fs.stat(path), (info) => ({ ...info, type })),
        })),
      )
      const failure = yield* Effect.flip(text(file, Layer.provideMerge(disguised, runner.layerFiles)))
      assert.strictEqual(expectTag(failure, "WrongFile").problem, problem)
    }).pipe(Effect.scoped),
  )

  it.live("that has as many bytes as it may, and no longer one", () =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "text")
      writeFileSync(file, "x".repeat(2 ** 20))
      assert.lengthOf((yield* text(file, runner.layerFiles)) ?? "", 2 ** 20)
      writeFileSync(file, "x".repeat(2 ** 20 + 1))
      const failure = expectTag(yield* Effect.flip(text(file, runner.layerFiles)), "WrongFile")
      assert.strictEqual(failure.problem, "it has more than 1 MiB")
    }).pipe(Effect.scoped),
  )

  it.live("as none where it goes away between two looks", () =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "text")
      writeFileSync(file, "a")
      const files = faultyFiles((operation) => (operation === "readFileString" ? "ENOENT" : undefined))
      assert.isUndefined(yield* text(file, files))
    }).pipe(Effect.scoped),
  )
})

describe("a file that is written whole", () => {
  const written = (path: string, files: Files = runner.layerFiles) =>
    Effect.provide(writeWholeBytes(path, bytes), files)

  it.live("keeps the mode of the one that it replaces, and else has the usual one", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const [old, usual, fresh] = ["old", "usual", "fresh"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ]
      writeFileSync(old, "", { mode: 0o640 })
      writeFileSync(usual, "")
      yield* written(old)
      yield* written(fresh)
      assert.strictEqual(statSync(old).mode & 0o777, 0o640)
      assert.strictEqual(statSync(fresh).mode, statSync(usual).mode)
    }).pipe(Effect.scoped),
  )

  it.live.each<Parameters<Parameters<typeof faultyFiles>[0]>[0]>(["open", "writeAll", "sync", "rename"])(
    "and fails to be, for a failing %s, leaves the old one as it was and nothing beside it",
    (operation) =>
      Effect.gen(function* () {
        const file = join(yield* temporaryFolder, "file")
        writeFileSync(file, "old")
        const files = faultyFiles((each, path) => (each === operation && path.startsWith(file) ? "EIO" : undefined))
        const failure = expectTag(yield* Effect.flip(written(file, files)), "StorageFailed")
        assert.deepStrictEqual([failure.doing, failure.problem], [`write ${file}`, "the file system failed"])
        assert.strictEqual(readFileSync(file, "utf8"), "old")
        assert.deepStrictEqual(readdirSync(join(file, "..")), ["file"])
      }).pipe(Effect.scoped),
  )

  it.live.each([
    { code: "EIO", ends: "fails" },
    { code: "ENOSPC", ends: "fails" },
    { code: "EDQUOT", ends: "fails" },
    { code: "EINVAL", ends: "is well" },
  ])("in a folder whose names the disk does not answer for, with $code, $ends", ({ code, ends }) =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const files = faultyFiles((operation, path) => (operation === "sync" && path === folder ? code : undefined))
      const result = yield* Effect.result(written(join(folder, "file"), files))
      assert.strictEqual(result._tag, ends === "fails" ? "Failure" : "Success")
      if (result._tag === "Failure") assert.strictEqual(result.failure.doing, `write ${folder}`)
      assert.isTrue(existsSync(join(folder, "file")))
    }).pipe(Effect.scoped),
  )
})

describe("a digest", () => {
  const digestOf = (...sizes: ReadonlyArray<number>) =>
    digestOfBytes(Stream.fromIterable(sizes.map((size) => new Uint8Array(size).fill(7))))

  it.effect("of a text is that of SHA-256, with every zero of it", () =>
    Effect.gen(function* () {
      const known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      assert.strictEqual(yield* digestOfText("abc"), known)
    }),
  )

  it.effect("of bytes is the same however they come", () =>
    Effect.gen(function* () {
      const whole = yield* digestOf(2 ** 21 + 5)
      assert.match(whole, /^[0-9a-f]{64}$/)
      assert.strictEqual(yield* digestOf(2 ** 20 - 1, 2, 2 ** 20 + 4), whole)
      assert.strictEqual(yield* digestOf(...Array.from({ length: 8 }, () => 2 ** 18), 5), whole)
    }),
  )

  it.effect("of bytes is another one where the least is another, before or behind the first mebibyte", () =>
    Effect.gen(function* () {
      const at = (place: number) => {
        const given = new Uint8Array(2 ** 20 + 10).fill(7)
        given[place] = 8
        return digestOfBytes(Stream.make(given))
      }
      const sizes = yield* Effect.forEach([0, 1, 2 ** 20, 2 ** 20 + 1, 2 ** 20 + 10], (size) => digestOf(size))
      const changed = yield* Effect.forEach([0, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 9], at)
      assert.lengthOf([...new Set([...sizes, ...changed])], 9)
    }),
  )
})
