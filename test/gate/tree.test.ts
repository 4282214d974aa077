import { describe, expect, it } from "vitest"
import { runIn } from "./command.ts"
import { copyTree } from "./copyOfTree.ts"
import { sourceFiles } from "./tree.ts"

const print = 'import { sourceFiles } from "./test/gate/tree.ts"; console.log(JSON.stringify(sourceFiles()))'

describe("`sourceFiles()`", () => {
  it("lists the same files in an unpacked archive as in a clone", async () => {
    using tree = copyTree()
    const { output } = await runIn(tree.folder, "node", ["--input-type=module", "--eval", print])
    expect(JSON.parse(output)).toEqual(sourceFiles())
  })
})
