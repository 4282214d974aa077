/**
 * Kills exports and imports with SIGKILL at random moments, and stops them with SIGSTOP while another process goes on with them, until
 * SIGCONT lets the first one go on, too. Each is brought to its end, and what it wrote is compared with what an unbroken one writes. Plays
 * the command that `pnpm build` makes, a few journeys at a time, for they wait most of theirs.
 *
 *     pnpm chaos 200 node,deno                  all journeys
 *     pnpm chaos 200 node import                one of them
 */
import { existsSync } from "node:fs"
import process from "node:process"
import type { RuntimeName } from "../support/runtime.ts"
import { builtWords } from "../support/scripts.ts"
import { exportJourney, importJourney, playJourney } from "./killedJourneys.ts"

const times = Number(process.argv[2] ?? 50)
const runtimes = (process.argv[3] ?? "node").split(",") as ReadonlyArray<RuntimeName>
const atOnce = 4
const all = { export: exportJourney, import: importJourney }
const journeys = Object.entries(all).filter(([name]) => (process.argv[4] ?? name) === name)

const built = builtWords("node").find((word) => word.endsWith(".js")) ?? ""
if (!existsSync(built)) throw new Error(`There is no ${built}: run the script build first`)

for (const runtime of runtimes) {
  for (const [name, journey] of journeys) {
    const whole = await playJourney(runtime, journey, undefined, undefined, builtWords)
    for (const way of ["kill", "stop"] as const) {
      const tally = { struck: 0, adopted: 0, sentAgain: 0, different: 0, wrong: 0 }
      const strikeOnce = async () => {
        const moment = { millis: Math.random() * whole.millis }
        try {
          const { killed, output } = await playJourney(runtime, journey, moment, way, builtWords)
          if (killed.wasKilled) tally.struck++
          tally.adopted += killed.adopted
          tally.sentAgain += killed.sentAgain
          if (!output.equals(whole.output)) tally.different++
        } catch (problem) {
          tally.wrong++
          console.log(String(problem))
        }
      }
      let begun = 0
      const strikeInTurn = async () => {
        while (begun++ < times) await strikeOnce()
      }
      await Promise.all(Array.from({ length: atOnce }, strikeInTurn))
      const { adopted, different, sentAgain, struck, wrong } = tally
      const done = way === "kill" ? "killed" : "stopped"
      console.log(
        `${name} on ${runtime}: ${struck} of ${times} ${done}, ${different} outputs differ, ${wrong} ended wrong, ${adopted} orders adopted, ${sentAgain} sent again`,
      )
      if (different + wrong > 0) process.exitCode = 1
    }
  }
}
