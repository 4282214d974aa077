/**
 * Kills exports and imports with SIGKILL at random moments, goes on with each, and compares what they wrote with an unbroken run.
 */
import process from "node:process"
import { exportJourney, importJourney, playJourney } from "./killedJourneys.ts"
import type { RuntimeName } from "../support/runtime.ts"

const times = Number(process.argv[2] ?? 50)
const runtimes = (process.argv[3] ?? "node").split(",") as ReadonlyArray<RuntimeName>

for (const runtime of runtimes) {
  for (const [name, journey] of Object.entries({ export: exportJourney, import: importJourney })) {
    const whole = await playJourney(runtime, journey)
    const tally = { killed: 0, adopted: 0, sentAgain: 0, different: 0 }
    for (let n = 0; n < times; n++) {
      const moment = { millis: Math.random() * whole.millis }
      const { killed, output } = await playJourney(runtime, journey, moment)
      if (killed.wasKilled) tally.killed++
      tally.adopted += killed.adopted
      tally.sentAgain += killed.sentAgain
      if (!output.equals(whole.output)) tally.different++
    }
    const { adopted, different, killed, sentAgain } = tally
    console.log(
      `${name} on ${runtime}: ${killed} of ${times} killed, ${different} outputs differ, ${adopted} orders adopted, ${sentAgain} sent again`,
    )
    if (different > 0) process.exitCode = 1
  }
}
