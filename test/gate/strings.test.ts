import { describe, expect, it } from "vitest"
import { listTexts } from "../docs/listStrings.ts"

/** Constructions that a native writer strikes: a page has the word beside it. */
const struck: ReadonlyArray<readonly [construction: RegExp, instead: string]> = [
  [/\banew\b/, "again"],
  [/, for who\b/, "for anyone who"],
  [/\ball the same\b/, "anyway"],
  [/(?<!There )\bis no (?:comparator|number|file|day|time|id|list|lock|order|status|way)\b/, "is not a"],
  [/\bif need be\b/, "if needed"],
]

describe("the list of what is said to users", () => {
  const texts = listTexts()

  it("has help, failures, remedies, findings, words of progress and notes, and where each is written", () => {
    for (const said of [
      "Imports any number of rows, and reports the outcome of each.",
      "Zoho deletes old jobs.",
      "Correct these cells, or leave them empty.",
      "is not an e-mail address",
      "Zoho is working on it, …",
      "To copy every module: … mirror --all --to FOLDER.",
    ]) {
      const found = texts.filter(({ text }) => text.includes(said))
      expect(found.map(({ text }) => text).join()).toContain(said)
      for (const { file, line } of found) expect(`${file}:${line}`).toMatch(/^packages\/.+\.ts:\d+$/)
    }
  })

  it("has no construction that is struck", () => {
    const wrong = texts.flatMap(({ file, line, text }) =>
      struck.flatMap(([construction, instead]) =>
        construction.test(text) ? [`${file}:${line}: ${text} (write: ${instead})`] : [],
      ),
    )
    expect(wrong).toEqual([])
  })
})
