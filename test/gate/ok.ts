/**
 * The gate: every check, or those that are named, one after the other; red if one of them is.
 */
import { run } from "./command.ts"

/** Each check by its script in package.json, and what runs it. */
const checks: Readonly<Record<string, ReadonlyArray<string>>> = {
  types: ["types.ts"],
  lint: ["lint.ts"],
  format: ["format.ts"],
  packages: ["packages.ts"],
  test: ["test.ts"],
  "test:slow": ["test.ts", "slow"],
  "test:all": ["test.ts", "all"],
  browser: ["test.ts", "browser"],
  installed: ["test.ts", "installed"],
}

/** What is all there is. */
const all = ["types", "lint", "format", "packages", "test:all"]

const named = process.argv.slice(2)
const unknown = named.filter((name) => checks[name] === undefined)
if (unknown.length > 0)
  throw new Error(`${unknown.join(", ")}: no such check; there are ${Object.keys(checks).join(", ")}`)

const verdicts: Array<string> = []

for (const check of named.length > 0 ? named : all) {
  console.log(`\n=== ${check}`)
  const [script = "", ...words] = checks[check] ?? []
  const start = performance.now()
  const { code } = await run("node", [`test/gate/${script}`, ...words], { shown: true })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  verdicts.push(`${check}: ${code === 0 ? "green" : "RED"} in ${seconds} s`)
  if (code !== 0) process.exitCode = 1
}

console.log(`\n${verdicts.join("\n")}`)
