/**
 * Kills exports and imports with SIGKILL at random moments, and stops them with SIGSTOP while another process goes on with them, until
 * SIGCONT lets the first one go on, too. Each is brought to its end, and what it wrote is compared with what an unbroken one writes.
 */
import process from "node:process"
import { exportJourney, importJourney, playJourney } from "./killedJourneys.ts"
import type { RuntimeName } from "../support/runtime.ts"

const times = Number(process.argv[2] ?? 50)
const runtimes = (process.argv[3] ?? "node").split(",") as ReadonlyArray<RuntimeName>

for (const runtime of runtimes) {
  for (const [name, journey] of Object.entries({ export: exportJourney, import: importJourney })) {
    const whole = await playJourney(runtime, journey)
    for (const way of ["kill", "stop"] as const) {
      const tally = { struck: 0, adopted: 0, sentAgain: 0, different: 0, wrong: 0 }
      for (let n = 0; n < times; n++) {
        const moment = { millis: Math.random() * whole.millis }
        try {
          const { killed, output } = await playJourney(runtime, journey, moment, way)
          if (killed.wasKilled) tally.struck++
          tally.adopted += killed.adopted
          tally.sentAgain += killed.sentAgain
          if (!output.equals(whole.output)) tally.different++
        } catch (problem) {
          tally.wrong++
          console.log(String(problem))
        }
      }
      const { adopted, different, sentAgain, struck, wrong } = tally
      const done = way === "kill" ? "killed" : "stopped"
      console.log(
        `${name} on ${runtime}: ${struck} of ${times} ${done}, ${different} outputs differ, ${wrong} ended wrong, ${adopted} orders adopted, ${sentAgain} sent again`,
      )
      if (different + wrong > 0) process.exitCode = 1
    }
  }
}
