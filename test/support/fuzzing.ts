import type { Run } from "./commandLine.ts"
import { runProcess } from "./processes.ts"
import { thisRuntime } from "./runtime.ts"

const program = { node: ["node", "test/fuzz/run.ts"], deno: ["deno", "run", "-A", "test/fuzz/run.ts"] } as const

/** Plays cases that are drawn at random in a process of its own, so that one which never ends is no hang of the tests. */
export const fuzz = (args: ReadonlyArray<string>): Promise<Run> =>
  runProcess(thisRuntime, args, { command: program[thisRuntime] })

/** How long such a process may take on a machine that is busy, in milliseconds; left alone, it takes a tenth of it. */
export const patience = 600_000

/** What came of a target: all that is said of it after its name. */
export const lineOf = (stdout: string, target: string): string =>
  stdout
    .split("\n")
    .find((line) => line.startsWith(`${target}: `))
    ?.slice(target.length + 2) ?? ""
