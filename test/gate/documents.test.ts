import { describe, expect, it } from "vitest"
import { copyTree } from "./copyOfTree.ts"

const cli = "packages/core/src/cli"

describe("`pnpm types`, of what the command writes with --json", () => {
  it("goes red on a key that is misspelt, or missing on either side", async () => {
    using tree = copyTree()
    const misspelt = [
      [`${cli}/journeys/exportJourney.ts`, "droppedFields: ", "dropedFields: "],
      // A key that a document has at times is put in by a spread, which the compiler lets pass by itself.
      [
        `${cli}/journeys/listedJourney.ts`,
        "resumableUntil: isoSecond",
        "resumeableUntil: isoSecond",
        "commands/journeys.ts",
      ],
      [`${cli}/output/errorReport.ts`, "retryAfterSeconds: ", "retryAfterSecond: "],
      [`${cli}/commands/authStatus.ts`, "tokenSecondsLeft: left", "tokenSecondsleft: left"],
    ] as const
    for (const [file, key, other] of misspelt) tree.replace(file, key, other)
    tree.replace(
      "packages/core/src/transfer/journey/Progress.ts",
      '_tag: "uploaded"',
      '_tag: "uploaded"; readonly bytes: number',
    )
    tree.replace(`${cli}/output/documents/ofJourneys.ts`, "flowed: { part: Part", "flowed: { pages: Count, part: Part")
    const { code, output } = await tree.check("types", "packages/core")
    // Where it is written, or where it is handed over.
    for (const [file, , , missedIn = file] of misspelt) expect(output).toContain(missedIn)
    expect(output).toMatch(/documents\/ofJourneys\.ts.*'bytes' is missing/)
    expect(output).toMatch(/documents\/ofJourneys\.ts.*'pages' does not exist/)
    expect(code).toBe(1)
  })
})
