import { describe, expect, it } from "vitest"
import { inNoLane, isOf, projects, smoke, startingProcesses } from "./lanes.ts"
import { readSources } from "./sources.ts"
import { sourceFiles } from "./tree.ts"

const laneOf = (file: string): ReadonlyArray<string> =>
  projects.filter((project) => isOf(project, file)).map(({ name }) => name)

describe("the lanes", () => {
  it("take every test file, each once", () => {
    expect(inNoLane(sourceFiles())).toEqual([])
    expect(sourceFiles().filter((file) => laneOf(file).length > 1)).toEqual([])
  })

  it.each([
    { file: "test/suites/jobs/Planted.test.ts", lanes: ["fast"] },
    { file: "test/suites/jobs/deeper/Planted.slow.test.ts", lanes: ["slow"] },
    { file: "test/parity/Planted.test.ts", lanes: ["parity"] },
    { file: "test/gate/planted.test.ts", lanes: ["gate"] },
    { file: "test/support/planted.ts", lanes: [] },
  ])("are told by the name of the file: $file", ({ file, lanes }) => {
    expect(laneOf(file)).toEqual(lanes)
    expect(inNoLane([file])).toEqual([])
  })

  it.each([
    "test/elsewhere/Planted.test.ts",
    "test/suites/jobs/Planted.spec.ts",
    "test/suites/jobs/Planted.tests.ts",
    "test/suites/jobs/helper.ts",
    "packages/core/src/jobs/Planted.test.ts",
    "packages/core/src/jobs/planted_test.ts",
    "packages/core/src/jobs/__tests__/planted.ts",
  ])("do not take %s, and say so", (file) => {
    expect(inNoLane([file])).toEqual([expect.stringContaining(`${file} is in neither lane`)])
  })
})

describe("the fast lane", () => {
  const sources = readSources(/^test\/.*\.ts$/)

  it("starts no processes but those of one smoke test", () => {
    expect(startingProcesses(sources)).toEqual([])
    expect(sources.has(smoke)).toBe(true)
  })

  it("finds a suite that starts them, by way of what it imports", () => {
    const planted = 'import { runProcess } from "../../support/processes.ts"\nvoid runProcess\n'
    const file = "test/suites/jobs/Planted.test.ts"
    expect(startingProcesses(new Map([...sources, [file, planted]]))).toEqual([
      `${file} → test/support/processes.ts → node:child_process: a suite that starts processes is slow, and its name ends in .slow.test.ts`,
    ])
    expect(startingProcesses(new Map([...sources, [file.replace(".test", ".slow.test"), planted]]))).toEqual([])
  })
})
