/**
 * Runs the tests that pack the packages, install them outside the workspace or deploy them from it, and run what they find there.
 *
 * They are no part of `pnpm test`: they install what the packages meet elsewhere, and take minutes.
 */
import { tell } from "./tell.ts"
import { sourceFiles } from "./tree.ts"
import { runVitest } from "./vitestRun.ts"

const files = sourceFiles().filter((file) => /^test\/packages\/.*\.test\.ts$/.test(file))

tell([await runVitest({ name: "installed", runtime: "node", project: "packages", files })])
