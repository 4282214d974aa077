import { describe, expect, it } from "vitest"
import { projects, isOf } from "./lanes.ts"
import { placeOf } from "./longestFirst.ts"
import { sourceFiles } from "./tree.ts"

const tests = sourceFiles().filter((file) => projects.some((project) => isOf(project, file)))

describe("test files that take longest", () => {
  it("run before all others, each in its place", () => {
    const last = placeOf("/tree/test/suites/jobs/GetJobDetails.test.ts")
    const places = tests.map((file) => placeOf(`/tree/${file}`)).filter((place) => place < last)
    expect(places.toSorted((one, other) => one - other)).toEqual(Array.from({ length: last }, (_, at) => at))
    expect(placeOf("/tree/test/suites/simulate/Simulation.slow.test.ts")).toBe(0)
  })
})
