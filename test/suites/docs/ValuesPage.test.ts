import { assert, describe, it } from "@effect/vitest"
import { Values } from "@zoho-bulk/core"
import { Result } from "effect"
import { dataTypes } from "../../../packages/core/src/domain/organization/DataType.ts"
import { usualDays } from "../../../packages/core/src/formats/values/dateCandidates.ts"
import { schemaOfType, spellingOf } from "../../../packages/core/src/formats/values/spellings.ts"
import { rowsOf } from "../../docs/tables.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"

const page = repositoryFile("docs/values.md")
const rows = rowsOf(page)
const bare = (cell = ""): string => cell.replaceAll("`", "")

const schemaNamed: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(Values).map(([name, value]) => [`Values.${name}`, value]),
)

describe("docs/values.md", () => {
  it("has a row for every type of field", () => {
    assert.sameMembers(
      rows.map(({ name }) => name),
      [...dataTypes],
    )
  })

  it("shows for each how a cell is read, and that what is read is written as it was", () => {
    const shown = rows.filter(({ cells }) => cells[1] !== "")
    assert.isAbove(shown.length, 20)
    for (const { cells, name } of shown) {
      const { toCell, toJson } = spellingOf(name)
      const cell = bare(cells[1])
      const json = toJson(cell)
      assert.strictEqual(JSON.stringify(json), bare(cells[2]), name)
      assert.deepStrictEqual(toCell(json), Result.succeed(cell), name)
      if (cells[3] !== "none") assert.strictEqual<unknown>(schemaNamed[bare(cells[3])], schemaOfType(name), name)
    }
  })

  it("lists the days that are known", () => {
    const [block] = codeBlocks(page).filter(({ language }) => language === "text")
    assert.sameMembers(
      (block?.code ?? "")
        .trim()
        .split(/\n| {2,}|(?<=yyyy) (?=d MMM|d-MMM|dd)/)
        .map((format) => format.trim()),
      usualDays.map(({ format }) => format),
    )
  })
})
