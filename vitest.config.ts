import { defineConfig } from "vitest/config"

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
    projects: [
      {
        test: {
          name: "suites",
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "test/gate/**", "test/browser/**", "test/packages/**", "test/parity/**"],
          setupFiles: ["test/gate/expectedRuntime.ts"],
          // Nothing is global, so the files may share a process; it saves a third of the time.
          isolate: false,
          // Some tests start the command as a process of its own, and machines differ.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "parity",
          include: ["test/parity/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "gate",
          include: ["test/gate/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "packages",
          include: ["test/packages/**/*.test.ts"],
          // Packing builds what others run.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
