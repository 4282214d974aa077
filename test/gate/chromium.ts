/**
 * The browser that the tests look through: Debian's Chromium, or the one that `CHROMIUM` names.
 */
import { existsSync } from "node:fs"
import { installCommand, installFromDebian } from "./debian.ts"

const named = process.env["CHROMIUM"] || undefined

/** Where the browser is. */
export const chromiumPath = named ?? "/usr/bin/chromium"

const packages = ["chromium", "fonts-liberation"]

const byHand = `Chromium is not installed: run \`${installCommand(packages)}\` as root, or say in CHROMIUM where there is one`

/** Installs Debian's Chromium where there is no browser; says what is wrong if there is none afterwards. */
export const installChromium = async (): Promise<string | undefined> => {
  if (existsSync(chromiumPath)) return undefined
  if (named !== undefined) return `CHROMIUM names ${named}, and there is no such file`
  return (await installFromDebian(packages)) && existsSync(chromiumPath) ? undefined : byHand
}
