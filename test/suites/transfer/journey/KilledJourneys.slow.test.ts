import { assert, describe, it } from "vitest"
import { exportJourney, playJourney } from "../../../chaos/killedJourneys.ts"
import { thisRuntime } from "../../../support/runtime.ts"

describe("an export that is killed", () => {
  it("and resumed writes what an unbroken one writes, with no job made twice", { timeout: 300_000 }, async () => {
    const whole = await playJourney(thisRuntime, exportJourney)
    for (const jobs of [1, 2]) {
      const { killed, output } = await playJourney(thisRuntime, exportJourney, { jobs })
      assert.isTrue(killed.wasKilled)
      assert.isTrue(output.equals(whole.output))
    }
  })
})
