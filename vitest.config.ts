import { defineConfig } from "vitest/config"
import { projects } from "./test/gate/lanes.ts"
import { LongestFirst } from "./test/gate/longestFirst.ts"

// The tests look at the sources: what is built of them is looked at by the gate and by test/packages.
const conditions = ["zoho-bulk-source"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Many tests wait for processes or for the clock, so that a few files at a time do well even on two cores.
    maxWorkers: 3,
    // Of those in one file that run side by side, each starts processes.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
    projects: projects.map(({ exclude, include, isBundled = false, isSerial = false, name, runtimes, timeout }) => ({
      test: {
        name,
        include: [include],
        exclude: ["**/node_modules/**", ...(exclude === undefined ? [] : [exclude])],
        fileParallelism: !isSerial,
        testTimeout: timeout,
        hookTimeout: timeout,
        globalSetup: isBundled ? ["test/support/bundles.ts"] : [],
        setupFiles: runtimes.length > 1 ? ["test/gate/expectedRuntime.ts", "test/gate/coreTime.ts"] : [],
        // Nothing in the suites is global, so the files may share a process; it saves a third of the time.
        isolate: runtimes.length === 1,
      },
    })),
  },
})
