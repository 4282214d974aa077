/**
 * Counts the instructions of Node by valgrind. V8 interprets: what it compiles, and when, would change with the smallest change of a source, and
 * every instruction more or less of ours would be lost among those.
 */
import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { promisify } from "node:util"
import { countedRounds, markedBy } from "./marked.ts"

const start = promisify(execFile)

const nodeFlags = ["--predictable", "--single-threaded", "--jitless"]

/** How a script is run. */
interface Script {
  readonly words: ReadonlyArray<string>
  /** An empty folder. */
  readonly folder: string
}

const variablesIn = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: folder,
  XDG_STATE_HOME: folder,
  XDG_CACHE_HOME: folder,
  NODE_COMPILE_CACHE: join(folder, "compiled"),
})

/** Runs a script and counts; what was counted lies in files of the folder. */
const count = async ({ folder, words }: Script): Promise<(part: string) => number> => {
  const out = join(folder, "counted")
  const options = ["--tool=callgrind", `--callgrind-out-file=${out}`, `--dump-before=${markedBy}`]
  await start("valgrind", [...options, process.execPath, ...nodeFlags, ...words], { env: variablesIn(folder) })
  return (part) => Number(/^summary: (\d+)$/m.exec(readFileSync(`${out}${part}`, "utf8"))?.[1])
}

/** How many instructions a marked script takes for a round, once the first one is over. */
export const countRound = async (script: Script): Promise<number> => {
  const countOf = await count(script)
  const rounds = Array.from({ length: countedRounds }, (_, round) => countOf(`.${round + 2}`))
  return rounds.reduce((sum, each) => sum + each, 0) / countedRounds
}

/** How many instructions a script takes from start to end, the second time: the first one keeps what it compiles. */
export const countStart = async (script: Script): Promise<number> => {
  const { folder, words } = script
  await start(process.execPath, [...nodeFlags, ...words], { env: variablesIn(folder) })
  const countOf = await count(script)
  return countOf("")
}
