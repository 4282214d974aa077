import { assert, describe, it } from "@effect/vitest"
import { exitCode } from "@zoho-bulk/core/cli"
import { Effect } from "effect"
import { screenOf } from "../../support/screen.ts"
import { zohoBulk } from "../../support/commandLine.ts"
import { commandPaths as paths, wordsOf } from "../../support/commandPaths.ts"

const words = (text: string): ReadonlyArray<string> => text.split(/[\s\\]+/).filter((word) => word !== "")

const helpOf = (path: string, columns: number) =>
  Effect.map(
    zohoBulk([...wordsOf(path), "--help"], {
      terminal: "both",
      columns,
      env: { NO_COLOR: "1" },
    }),
    ({ stdout }) => stdout,
  )

/** A line that holds nothing but one word, or a name and its value, cannot be made shorter. */
const isUnbreakable = (line: string): boolean =>
  words(line).length === 1 ||
  /^ *(?:--\S+(?:, -\w)? )?\S+(?: <[^>]+>)?$/.test(line) ||
  /^ {2,6}(?:zoho-bulk|--).*'[^']*'/.test(line)

/** Commands that only gather others. */
const groups = ["auth", "submit"]

describe("the help of every command", () => {
  it.effect.each([60, 80, 120])("fits into %i columns, with no word broken", (columns) =>
    Effect.gen(function* () {
      for (const path of paths) {
        const shown = yield* helpOf(path, columns)
        const wide = shown.split("\n").filter((line) => line.length > columns && !isUnbreakable(line))
        assert.deepStrictEqual(wide, [], path)
      }
    }),
  )

  it.effect("says the same at 60 columns as at 120", () =>
    Effect.gen(function* () {
      for (const path of paths) {
        assert.deepStrictEqual(words(yield* helpOf(path, 60)), words(yield* helpOf(path, 120)), path)
      }
    }),
  )

  it.effect("says which exit codes the command has, all of which there are", () =>
    Effect.gen(function* () {
      const known: ReadonlyArray<number> = Object.values(exitCode)
      for (const path of paths.filter((each) => !groups.includes(each))) {
        const [, section = ""] = /\nEXIT CODES\n((?: {2}.*\n?)+)/.exec(yield* helpOf(path, 100)) ?? []
        const codes = [...section.matchAll(/^ {2}(\d+) {2,}\S/gm)].map(([, code]) => Number(code))
        assert.includeMembers(codes, [exitCode.done, exitCode.usage], path)
        for (const code of codes) assert.include(known, code, path)
      }
    }),
  )
})

describe("what goes wrong", () => {
  it.effect("is told without a broken word on a narrow terminal, and in one line where it is kept in a log", () =>
    Effect.gen(function* () {
      const args = ["export", "Contacts", "--where", "Last_Name", "--emulator"]
      const narrow = yield* zohoBulk(args, { terminal: "both", columns: 40, env: { NO_COLOR: "1" } })
      const kept = yield* zohoBulk(args)
      assert.isTrue(
        narrow.stderr.split("\n").every((line) => line.length <= 40),
        narrow.stderr,
      )
      assert.deepStrictEqual(words(screenOf(narrow.stderr.replaceAll("\n", "\r\n"), 40)), words(kept.stderr))
      assert.lengthOf(kept.stderr.trim().split("\n"), 2)
    }),
  )
})
