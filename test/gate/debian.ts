/**
 * Installs packages of Debian's, where that is allowed.
 */
import process from "node:process"
import { run } from "./command.ts"

const aptGet = async (...args: ReadonlyArray<string>): Promise<boolean> => {
  const { code, output } = await run("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
    env: { DEBIAN_FRONTEND: "noninteractive" },
  })
  if (code !== 0) console.log(output)
  return code === 0
}

/** The command that a person may type to install packages. */
export const installCommand = (packages: ReadonlyArray<string>): string =>
  `apt-get update && apt-get install ${packages.join(" ")}`

/** Installs packages as root; tells whether they are there now. */
export const installFromDebian = async (packages: ReadonlyArray<string>): Promise<boolean> => {
  if (process.getuid?.() !== 0) return false
  console.log(`Installing ${packages.join(" and ")}`)
  return (await aptGet("update")) && (await aptGet("install", "--yes", "--no-install-recommends", ...packages))
}
