import { assert, describe, it } from "@effect/vitest"
import { Effect, type FileSystem } from "effect"
import { systemError } from "../../support/faultyFiles.ts"
import { machine } from "../../support/onDisk.ts"

/** Files of a disk that is full where names are met, from some write on. */
const fullAt =
  (isMet: (path: string) => boolean) =>
  (files: FileSystem.FileSystem): FileSystem.FileSystem => ({
    ...files,
    open: (path, options) =>
      Effect.map(files.open(path, options), (file) => ({
        ...file,
        stat: file.stat,
        sync: file.sync,
        readAlloc: (size, options) => file.readAlloc(size, options),
        writeAll: (bytes: Uint8Array) =>
          isMet(path) ? Effect.fail(systemError("ENOSPC", path)) : file.writeAll(bytes),
      })),
  })

const rows = "Last_Name,Company\nBöll,Zylker\n"

describe("a full disk", () => {
  it.effect.each([
    { what: "what a journey is", name: /journey\.json/ },
    { what: "the rows of a part", name: /part-1/ },
  ])("under the user's own folder names the variable that can be changed, where $what is written", ({ name }) =>
    Effect.gen(function* () {
      const here = yield* machine(
        {},
        undefined,
        fullAt((path) => name.test(path)),
      )
      const file = here.write("leads.csv", rows)
      const { exitCode, stderr } = yield* here.run(["import", file, "--module", "Leads", "--operation", "insert"])
      assert.strictEqual(exitCode, 1, stderr)
      const words = stderr.replaceAll(/\s+/g, " ")
      assert.include(words, "the disk is full")
      assert.include(words, "Free some space there. Set XDG_STATE_HOME to use another place for journals.")
      assert.notInclude(words, "name another file")
    }),
  )

  it.effect("at the output names another file", () =>
    Effect.gen(function* () {
      const here = yield* machine(
        {},
        undefined,
        fullAt((path) => path.includes("out.csv")),
      )
      const { exitCode, stderr } = yield* here.run(["export", "Leads", "--output", here.path("out.csv")])
      assert.strictEqual(exitCode, 1, stderr)
      assert.include(stderr.replaceAll(/\s+/g, " "), "Free some space there, or name another file.")
      assert.notInclude(stderr, "XDG_STATE_HOME")
    }),
  )
})
