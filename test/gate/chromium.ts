/**
 * The browser that the tests look through: Debian's Chromium, or the one that `CHROMIUM` names.
 */
import { existsSync } from "node:fs"
import { run } from "./command.ts"

const named = process.env["CHROMIUM"] || undefined

/** Where the browser is. */
export const chromiumPath = named ?? "/usr/bin/chromium"

const packages = ["chromium", "fonts-liberation"]

const byHand = `Chromium is not installed: run \`apt-get update && apt-get install ${packages.join(" ")}\` as root, or say in CHROMIUM where there is one`

const aptGet = async (...args: ReadonlyArray<string>): Promise<boolean> => {
  const { code, output } = await run("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
    env: { DEBIAN_FRONTEND: "noninteractive" },
  })
  if (code !== 0) console.log(output)
  return code === 0
}

/** Installs Debian's Chromium where there is no browser; says what is wrong if there is none afterwards. */
export const installChromium = async (): Promise<string | undefined> => {
  if (existsSync(chromiumPath)) return undefined
  if (named !== undefined) return `CHROMIUM names ${named}, and there is no such file`
  if (process.getuid?.() !== 0) return byHand
  console.log(`Installing ${packages.join(" and ")}`)
  const isInstalled =
    (await aptGet("update")) && (await aptGet("install", "--yes", "--no-install-recommends", ...packages))
  return isInstalled && existsSync(chromiumPath) ? undefined : byHand
}
