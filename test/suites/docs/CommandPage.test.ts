import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { shellWords } from "../../docs/shellWords.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { machine } from "../../support/onDisk.ts"

const blocks = codeBlocks(repositoryFile("docs/command.md"))

/** Names of files, as the page has them: here they lie in the folder of the machine. */
const isFile = (word: string): boolean => /^(?:\.\/)?[\w-]+\.(?:csv|ndjson|json|zip)$|^\.\/copies$/.test(word)

it.live("the examples of docs/command.md run as they stand, one after the other", () =>
  Effect.gen(function* () {
    const { path, run, write } = yield* machine({ records: { Leads: 12, Deals: 5, Contacts: 7 } })
    for (const { code, info } of blocks.filter(({ language }) => language === "csv")) write(info, code)
    const shown = blocks.filter(({ info, language }) => language === "sh" && info !== "no-run")
    assert.isAbove(shown.length, 15)
    for (const { code, info } of shown) {
      for (const line of code.trim().split("\n")) {
        const [command, ...words] = shellWords(line)
        assert.strictEqual(command, "zoho-bulk")
        const { exitCode, stderr, stdout } = yield* run(words.map((word) => (isFile(word) ? path(word) : word)))
        const expected = info === "fails" ? 2 : line.includes("4150868000005350003") && words[0] === "wait" ? 8 : 0
        assert.strictEqual(exitCode, expected, `${line}\n${stderr}${stdout}`)
      }
    }
  }).pipe(Effect.scoped),
)

describe("the words of a line", () => {
  it("are split as a shell splits them", () => {
    assert.deepStrictEqual(shellWords(`a --b='c d' "e 'f'" g`), ["a", "--b=c d", "e 'f'", "g"])
  })
})
