import { play } from "./play/play.ts"
import { check } from "./check/check.ts"
import { scenarioOf } from "./play/Scenario.ts"
import { chanceOf } from "./world/Chance.ts"
import { drawnTroubles } from "./world/Trouble.ts"
const [from = 1, to = from] = process.argv.slice(2).map(Number)
const t = performance.now()
const found = new Map<string, Array<string>>()
for (let seed = from; seed <= to; seed++) {
  const scenario = scenarioOf(seed)
  try {
    const played = await play(scenario, drawnTroubles(new Set(scenario.deeds), scenario.rate, chanceOf(seed, "troubles")))
    const violations = check(played)
    if (from === to) {
      console.log(scenario)
      for (const h of played.history) console.log(h.at.toFixed(1), h.who, h.text, h.trouble ?? "")
      console.log(violations, played.said, [...played.files.keys()])
    }
    for (const { how, promise } of violations) found.set(promise, [...(found.get(promise) ?? []), `${seed} ${scenario.journey} x${scenario.starts.length}: ${how.slice(0, 300)}`])
  } catch (e) { console.log("seed", seed, e) }
}
for (const [p, hows] of found) console.log(`\n${p}: ${hows.length}\n  ${hows.slice(0, 8).join("\n  ")}`)
console.log(((performance.now() - t) / (to - from + 1)).toFixed(1), "ms a run")
