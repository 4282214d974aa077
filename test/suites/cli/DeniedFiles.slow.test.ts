import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords, root } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

/** Root may read and write everything, so that the command runs as somebody else where root runs the tests. */
const somebody = process.getuid?.() === 0 ? 54_321 : undefined

/** A folder of a user with a file that may not be read, and a folder that may not be written to. */
const desk = Effect.map(temporaryFolder, (folder) => {
  const path = (name: string): string => join(folder, name)
  mkdirSync(path("home"))
  if (somebody !== undefined) for (const each of [folder, path("home")]) chownSync(each, somebody, somebody)
  writeFileSync(path("closed.csv"), "Last_Name,Company\nBöll,Zylker\n")
  chmodSync(path("closed.csv"), 0)
  writeFileSync(path("open.csv"), "Last_Name,Company\nBöll,Zylker\n")
  mkdirSync(path("kept"))
  chmodSync(path("kept"), 0o555)
  mkdirSync(path("hidden"))
  writeFileSync(path("hidden/leads.csv"), "")
  chmodSync(path("hidden"), 0)
  return folder
})

const importing = (file: string): ReadonlyArray<string> => [
  "import",
  file,
  "--module",
  "Leads",
  "--operation",
  "insert",
]

describe("a file that its user may not use", () => {
  it.live.each([
    { what: "read by import", args: importing("closed.csv"), names: "closed.csv" },
    {
      what: "seen by import, for its folder is closed",
      args: importing("hidden/leads.csv"),
      names: "hidden/leads.csv",
    },
    { what: "written by export", args: ["export", "Leads", "--output", "kept/leads.csv"], names: "kept/leads.csv" },
    {
      what: "written by import --rejects",
      args: [...importing("open.csv"), "--rejects", "kept/rejects.csv"],
      names: "kept/rejects.csv",
    },
    {
      what: "written by download",
      args: ["download", "4150868000005350003", "--output", "kept/result.zip"],
      names: "kept/result.zip",
    },
    { what: "made by mirror", args: ["mirror", "Leads", "--to", "kept/copies"], names: "kept/copies" },
  ])("is told as denied, with exit code 2, before anything is ordered: not $what", ({ args, names }) =>
    Effect.gen(function* () {
      const folder = yield* desk
      const { exitCode, stderr, stdout } = yield* Effect.promise(() =>
        runProcess(thisRuntime, [...args, "--emulator"], {
          command: commandWords(thisRuntime).map((word) =>
            /^(?:packages|node_modules)\//.test(word) ? root + word : word,
          ),
          cwd: folder,
          env: { HOME: join(folder, "home"), DENO_DIR: join(folder, "home") },
          ...(somebody === undefined ? {} : { user: somebody }),
        }),
      )
      assert.strictEqual(exitCode, 2, stderr)
      assert.strictEqual(stdout, "")
      assert.include(stderr, names)
      assert.include(stderr, "permission denied")
      assert.notInclude(stderr, "is ordered")
      assert.notInclude(stderr, "there is space")
    }),
  )
})
