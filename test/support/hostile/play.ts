/** Plays hostile answers to the command, each to a process of its own. */
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runProcess } from "../processes.ts"
import type { RuntimeName } from "../runtime.ts"
import { scriptWords } from "../scripts.ts"
import { type Asked, type HostileAnswer, jobId } from "./answers.ts"
import { serveHostile } from "./server.ts"

/** A command that meets hostile answers, by its name in a table. */
export type Victim = "get" | "download rows" | "download archive"

const argumentsOf = (victim: Victim, folder: string): ReadonlyArray<string> => {
  const of = [jobId, "--kind", "read", "--json"]
  if (victim === "get") return ["get", ...of]
  return ["download", ...of, "--output", join(folder, victim === "download rows" ? "rows.csv" : "result.zip")]
}

/** The commands that a hostile answer is played to. */
export const victimsOf = ({ to }: { readonly to: Asked }): ReadonlyArray<Victim> =>
  to === "result" ? ["download rows", "download archive"] : ["get"]

/** What came of it. */
export interface Outcome {
  /** The tag of the failure, or `ok`. */
  readonly tag: string
  readonly exitCode: number
  readonly seconds: number
  /** The most memory that the process had, in MiB. */
  readonly peak: number
  /** What it said. */
  readonly stderr: string
}

const access = (asked: Asked | undefined): Readonly<Record<string, string>> =>
  asked === "token"
    ? {
        ZOHO_CLIENT_ID: "1000.CLIENT",
        ZOHO_CLIENT_SECRET: "0123456789abcdef",
        ZOHO_REFRESH_TOKEN: "1000.0123456789abcdef.ab",
      }
    : { ZOHO_ACCESS_TOKEN: "1000.0123456789abcdef0123456789abcdef.ab" }

/** The words that start the bundled command as the scripts of the workspace do, with all permissions but those. */
const wordsFor = (runtime: RuntimeName, bundle: string, denied: ReadonlyArray<string>): ReadonlyArray<string> => {
  const words = scriptWords(runtime === "node" ? "zoho-bulk" : "zoho-bulk:deno").slice(0, -1)
  const permissions = runtime === "node" ? [] : ["-A", ...denied]
  return [...words.filter((word) => !word.startsWith("--allow")), ...permissions, join(bundle, "command.mjs")]
}

const tagIn = (stderr: string): string => /"error":\s*"(\w+)"/.exec(stderr)?.[1] ?? "no error that it can name"

/** Plays one answer, or none but good ones, to one command. */
export const play = async (
  runtime: RuntimeName,
  bundle: string,
  victim: Victim,
  hostile?: HostileAnswer,
  denied: ReadonlyArray<string> = [],
): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), "zoho-bulk-hostile-"))
  const server = await serveHostile(hostile)
  try {
    const begun = performance.now()
    const peakFile = join(folder, "peak")
    const { exitCode, stderr } = await runProcess(runtime, argumentsOf(victim, folder), {
      command: wordsFor(runtime, bundle, denied),
      env: {
        HOME: folder,
        PEAK_FILE: peakFile,
        ZOHO_API_DOMAIN: server.origin,
        ZOHO_ACCOUNTS_URL: server.origin,
        ...access(hostile?.to),
      },
    })
    const peak = Number(await readFile(peakFile, "utf8").catch(() => Number.NaN)) / 1_024
    const tag = exitCode === 0 ? "ok" : tagIn(stderr)
    return { tag, exitCode, seconds: (performance.now() - begun) / 1_000, peak, stderr }
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
