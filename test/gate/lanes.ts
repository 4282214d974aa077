/**
 * The two lanes of tests: the fast one, which a contributor waits for, and the slow one, for what takes processes or
 * seconds. Which lane a file is in, its name and its folder say.
 */
import { posix } from "node:path"
import { importsByFile } from "./imports.ts"
import type { Sources } from "./sources.ts"

/** Whom a test is run for: `fast` by `pnpm test`, `slow` by `pnpm test:slow`, both by `pnpm test:all`. */
export type Lane = "fast" | "slow"

/** What runs tests. */
export type Runtime = "node" | "deno"

/** A project of `vitest.config.ts`. */
export interface Project {
  readonly name: string
  readonly lane: Lane
  /** Where its tests run; those on Node alone start what they look at, on the runtimes that it takes. */
  readonly runtimes: ReadonlyArray<Runtime>
  readonly include: string
  readonly exclude?: string
  /** The most that one test may take, in milliseconds: machines differ. */
  readonly timeout: number
  /** Whether its files run one after the other: what one builds, others run. */
  readonly isSerial?: boolean
  /** The project that it runs beside, where both are run: what it leaves of the cores, the other takes. Its words come behind. */
  readonly beside?: string
  /** Whether its tests start the command in processes of its own, which is bundled for them first. */
  readonly isBundled?: boolean
}

/** Every project, in the order in which they run. */
export const projects: ReadonlyArray<Project> = [
  {
    name: "fast",
    lane: "fast",
    runtimes: ["node", "deno"],
    include: "test/suites/**/*.test.ts",
    exclude: "**/*.slow.test.ts",
    timeout: 60_000,
  },
  {
    name: "slow",
    lane: "slow",
    runtimes: ["node", "deno"],
    include: "test/suites/**/*.slow.test.ts",
    timeout: 120_000,
    isBundled: true,
  },
  {
    name: "parity",
    lane: "slow",
    runtimes: ["node"],
    include: "test/parity/**/*.test.ts",
    timeout: 600_000,
    isBundled: true,
  },
  { name: "gate", lane: "slow", runtimes: ["node"], include: "test/gate/**/*.test.ts", timeout: 120_000 },
  {
    name: "installed",
    lane: "slow",
    runtimes: ["node"],
    include: "test/packages/**/*.test.ts",
    timeout: 180_000,
    isSerial: true,
    beside: "gate",
  },
  { name: "browser", lane: "slow", runtimes: ["node"], include: "test/browser/**/*.test.ts", timeout: 60_000 },
]

/** The one fast suite that starts processes: it shows that the command starts at all. */
export const smoke = "test/suites/runners/Smoke.test.ts"

/** Tells whether a file is of a project. */
export const isOf = ({ exclude, include }: Project, file: string): boolean =>
  posix.matchesGlob(file, include) && !(exclude !== undefined && posix.matchesGlob(file, exclude))

/** What looks like tests by its name, and whatever lies among the suites. */
const looksLikeTests = (file: string): boolean =>
  /(?:[._-](?:test|tests|spec)\.[cm]?[jt]sx?$)|(?:^|\/)__tests__\//.test(file) || file.startsWith("test/suites/")

/** Finds test files that are in neither lane, and would never run. */
export const inNoLane = (files: ReadonlyArray<string>): ReadonlyArray<string> =>
  files
    .filter((file) => looksLikeTests(file) && !projects.some((project) => isOf(project, file)))
    .map(
      (file) => `${file} is in neither lane: a suite is test/suites/**/*.test.ts, or *.slow.test.ts for the slow lane`,
    )

/** Finds fast suites that start processes; what they import says so. */
export const startingProcesses = (sources: Sources): ReadonlyArray<string> => {
  const imports = importsByFile(sources)
  /** The way from a file to what starts processes. */
  const wayTo = (file: string, seen: Set<string>): ReadonlyArray<string> | undefined => {
    seen.add(file)
    for (const { isType, specifier = "" } of imports.get(file) ?? []) {
      if (isType) continue
      if (specifier === "node:child_process") return [file, specifier]
      const next = posix.join(posix.dirname(file), specifier)
      const rest = specifier.startsWith(".") && !seen.has(next) ? wayTo(next, seen) : undefined
      if (rest !== undefined) return [file, ...rest]
    }
    return undefined
  }
  const fast = projects.filter(({ lane }) => lane === "fast")
  return [...sources.keys()].flatMap((file) => {
    if (file === smoke || !fast.some((project) => isOf(project, file))) return []
    const way = wayTo(file, new Set())
    return way === undefined
      ? []
      : [`${way.join(" → ")}: a suite that starts processes is slow, and its name ends in .slow.test.ts`]
  })
}
