import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { smoke } from "./lanes.ts"
import { slowSuites } from "./slowSuites.ts"
import type { Tally } from "./vitestRun.ts"

const took = (millis: Readonly<Record<string, number>>): Tally => ({
  name: "fast",
  passed: [],
  failed: [],
  faults: [],
  millis: new Map(Object.entries(millis)),
})

describe("fast suites that are slow", () => {
  beforeEach(() => void vi.spyOn(console, "log").mockImplementation(() => {}))
  afterEach(() => vi.restoreAllMocks())

  it("are those that take more than five seconds on both runtimes", () => {
    const file = "test/suites/jobs/Sleeping.test.ts"
    expect(slowSuites([took({ [file]: 6_200 }), took({ [file]: 5_100 })])).toEqual([
      `${file} takes 5.1 s, and a fast suite at most 5.0 s: what is slow in it belongs into a file whose name ends in .slow.test.ts`,
    ])
    expect(slowSuites([took({ [file]: 6_200 }), took({ [file]: 4_900 })])).toEqual([])
  })

  it("are told from the smoke test, which waits for processes", () => {
    expect(slowSuites([took({ [smoke]: 9_000 })])).toEqual([])
  })

  it("are named, the slowest first, though none is too slow", () => {
    slowSuites([took({ "a.test.ts": 10, "b.test.ts": 1_530, "c.test.ts": 20 })])
    expect(vi.mocked(console.log).mock.calls.flat()).toEqual([
      "\nThe slowest of the fast suites:",
      "  1.5 s b.test.ts",
      "  0.0 s c.test.ts",
      "  0.0 s a.test.ts",
    ])
  })
})
