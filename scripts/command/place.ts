/**
 * Where the command is put so that a shell finds it, and whether what is there is ours.
 */
import { lstatSync, readFileSync } from "node:fs"
import { homedir } from "node:os"
import { delimiter, join, resolve } from "node:path"
import { parseArgs } from "node:util"

const { values } = parseArgs({ options: { to: { type: "string" }, help: { type: "boolean", short: "h" } } })

/** Whether only help is wanted. */
export const wantsHelp = values.help === true

/** The folder that the command is in: by default, the one of users' own commands. */
export const folder = values.to === undefined ? join(homedir(), ".local/bin") : resolve(values.to)

/** The command in it. */
export const file = join(folder, "zoho-bulk")

/** What a file of ours says in its second line. */
export const mark = "# Put here by the script install-command of zoho-bulk; uninstall-command takes it away."

/** Whether a shell finds what is in the folder. */
export const isOnPath = (): boolean =>
  (process.env["PATH"] ?? "").split(delimiter).some((each) => resolve(each) === folder)

/** What is at the place now. */
export const found = (): "nothing" | "ours" | "another's" => {
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return "nothing"
  return stats.isFile() && readFileSync(file, "utf8").split("\n", 2)[1] === mark ? "ours" : "another's"
}

/** Says what keeps the script from its work, and ends it badly. */
export const refuse = (problem: string): void => {
  console.error(problem)
  process.exitCode = 1
}
