import { assert, describe, it } from "@effect/vitest"
import { LoadSqlite } from "@zoho-bulk/core/cli"
import { withAdvancingClock } from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { shellWords } from "../../docs/shellWords.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { heldFiles } from "../../support/heldFiles.ts"
import { machine } from "../../support/onDisk.ts"
import { openSqlite } from "../../support/sqlite.ts"

/** Names of files, as pages have them: here they lie in the folder of the machine. */
const file = /(?:\.\/)?[\w-]+\.(?:csv|ndjson|json|zip|db)$|^\.\/copies$/

/** What a line ends with that shows how something goes wrong. */
const endsOtherwise: Readonly<Record<string, number>> = {
  // Nothing to resume.
  "zoho-bulk resume": 2,
  // Of the second job two rows were skipped.
  "zoho-bulk wait 4150868000005376042 4150868000005350003 --timeout 10m": 8,
}

const pages = { "docs/command.md": 20, "docs/mirror.md": 5, "docs/durable.md": 3 }

it.live.each(Object.entries(pages))(
  "the examples of %s run as they stand, one after the other",
  ([page, least]) =>
    Effect.gen(function* () {
      const blocks = codeBlocks(repositoryFile(page))
      const { path, run, write } = yield* machine(
        { records: { Leads: 12, Deals: 5, Contacts: 7 } },
        undefined,
        heldFiles,
      )
      for (const { code, info } of blocks.filter(({ language }) => language === "csv")) write(info, code)
      const shown = blocks.filter(({ info, language }) => language === "sh" && info === "")
      const lines = shown.flatMap(({ code }) => code.trim().split("\n"))
      assert.isAtLeast(lines.length, least)
      for (const line of lines) {
        const [command, ...words] = shellWords(line)
        assert.strictEqual(command, "zoho-bulk")
        const { exitCode, stderr, stdout } = yield* withAdvancingClock(
          run(words.map((word) => word.replace(file, path))),
        )
        assert.strictEqual(exitCode, endsOtherwise[line] ?? 0, `${line}\n${stderr}${stdout}`)
      }
    }).pipe(Effect.scoped, Effect.provideService(LoadSqlite, Effect.succeed(openSqlite))),
  300_000,
)

describe("the words of a line", () => {
  it("are split as a shell splits them", () => {
    assert.deepStrictEqual(shellWords(`a --b='c d' "e 'f'" g`), ["a", "--b=c d", "e 'f'", "g"])
  })
})
