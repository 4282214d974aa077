/**
 * Runs the tests that look at pages in a real browser, on Node; where there is none, Debian's is installed.
 *
 * They are no part of `pnpm test`, which asks nothing of a machine but Node.
 */
import { installChromium } from "./chromium.ts"
import { tell } from "./tell.ts"
import { sourceFiles } from "./tree.ts"
import { runVitest } from "./vitestRun.ts"

const files = sourceFiles().filter((file) => /^test\/browser\/.*\.test\.ts$/.test(file))

const missing = await installChromium()
if (missing === undefined) {
  tell([await runVitest({ name: "browser", runtime: "node", project: "browser", files })])
} else {
  console.log(missing)
  process.exitCode = 1
}
