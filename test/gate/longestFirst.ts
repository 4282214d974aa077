/**
 * The order in which test files run. A fresh machine has no record of how long each took, and vitest would begin with the
 * largest; many of those that take longest are small, and at the end one core would wait for the last of them.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Those that take longest on two cores, from half a minute to four. */
const longest = [
  "simulate/Simulation.slow",
  "simulate/Defects.slow",
  "fuzz/Functions.slow",
  "simulate/Mirrors.slow",
  "runners/LeastPrivilege.slow",
  "cli/Readers.slow",
  "hostile/HostileAnswers.slow",
  "transfer/journal/OneWriter.slow",
  "cli/KnownNames.slow",
  "cli/RunnerCommand.slow",
  "cli/RunnerStopped.slow",
  "fuzz/Commands.slow",
  "jobs/ThousandWaits.slow",
  "cli/Sentinels.slow",
  "transfer/journey/KilledJourneys.slow",
  "docs/Examples.slow",
  "cli/RunnerOnDatabase.slow",
  "auth/Processes.slow",
  "runners/Doctor.slow",
  "gate/packages",
  "gate/published",
  "gate/instructions",
  "gate/types",
  "gate/lint",
  "gate/test",
  "packages/Installed",
].map((name) => `/${name}.test.ts`)

/** The place of a file among those that take longest; all others come behind them. */
export const placeOf = (file: string): number => {
  const place = longest.findIndex((end) => file.endsWith(end))
  return place === -1 ? longest.length : place
}

/** Begins with what takes longest, and leaves the rest as vitest has it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const inOrder = super.sort.bind(this)
    return (await inOrder(files)).toSorted((one, other) => placeOf(one.moduleId) - placeOf(other.moduleId))
  }
}
