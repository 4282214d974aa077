/**
 * The gate: every check, or those that are named, one after the other; red if one of them is.
 */
import { run } from "./command.ts"

const checks = ["types", "lint", "format", "test", "browser", "packages", "installed"]

const named = process.argv.slice(2)
const unknown = named.filter((name) => !checks.includes(name))
if (unknown.length > 0) throw new Error(`${unknown.join(", ")}: no such check; there are ${checks.join(", ")}`)

const verdicts: Array<string> = []

for (const check of named.length > 0 ? named : checks) {
  console.log(`\n=== ${check}`)
  const start = performance.now()
  const { code } = await run("node", [`test/gate/${check}.ts`], { shown: true })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  verdicts.push(`${check}: ${code === 0 ? "green" : "RED"} in ${seconds} s`)
  if (code !== 0) process.exitCode = 1
}

console.log(`\n${verdicts.join("\n")}`)
