/**
 * Checks the types of every TypeScript file, or of the folders that are named: the core without any runtime's types, each runner with its own.
 */
import { relative, resolve } from "node:path"
import { run, runIn } from "./command.ts"
import { root, typeScriptFiles } from "./tree.ts"
import { type Finding, report, unseen } from "./verdict.ts"

const denoFolder = "packages/deno-runner"

/** Folders with a `tsconfig.json`; `.` stands for the files that lie in the root itself. */
const tscFolders = ["packages/core", "packages/node-runner", "scripts", "test", "."]

const belongsTo = (folder: string, file: string): boolean =>
  folder === "." ? !file.includes("/") : file.startsWith(`${folder}/`)

const filesOf = (folder: string): ReadonlyArray<string> => typeScriptFiles().filter((file) => belongsTo(folder, file))

const remedy = (folder: string): string => `look at "include" in ${folder === "." ? "" : `${folder}/`}tsconfig.json`

/** One program per folder; the listing of its files comes from the very run that checks them. */
const checkWithTsc = async (folder: string): Promise<Finding> => {
  // Side by side with others, one checker does as well as four, which do much of their work four times.
  const { code, output } = await run("tsc", ["-p", folder, "--listFiles", "--pretty", "false", "--checkers", "1"])
  const lines = output.split("\n").filter((line) => line !== "")
  const isListed = (line: string): boolean => line.startsWith("/")
  const listed = lines.filter(isListed).map((line) => relative(root, line))
  const expected = filesOf(folder)
  const what = `tsc ${folder}`
  const errors = lines.filter((line) => !isListed(line))
  return {
    what,
    seen: listed.filter((file) => expected.includes(file)).length,
    faults: [
      ...errors,
      ...(code !== 0 && errors.length === 0 ? [`${what} ended with code ${code} and no message`] : []),
      ...unseen(what, expected, listed, remedy(folder)),
    ],
  }
}

/** Deno applies a `tsconfig.json` to the files that it includes, and checks the others loosely: they count as unseen. */
const checkWithDeno = async (folder: string): Promise<Finding> => {
  const [checked, config] = await Promise.all([
    runIn(resolve(root, folder), "deno", ["check", "--conditions=zoho-bulk-source", "src", "workspace.ts"]),
    run("tsc", ["-p", folder, "--showConfig"]),
  ])
  const named = checked.output.matchAll(/^Check (.+)$/gm).map(([, file = ""]) => file.replace(/^\.\//, ""))
  const included = new Set(JSON.parse(config.output.slice(config.output.indexOf("{"))).files as ReadonlyArray<string>)
  const seen = [...named].filter((file) => included.has(`./${file}`)).map((file) => `${folder}/${file}`)
  const what = `deno check ${folder}`
  return {
    what,
    seen: seen.length,
    faults: [
      ...(checked.code === 0 ? [] : [checked.output.replaceAll(`file://${resolve(root)}/`, "")]),
      ...unseen(what, filesOf(folder), seen, remedy(folder)),
    ],
  }
}

const folders = [...tscFolders, denoFolder]

const named = process.argv.slice(2)
const unknown = named.filter((folder) => !folders.includes(folder))
if (unknown.length > 0) throw new Error(`${unknown.join(", ")}: no such folder; there are ${folders.join(", ")}`)

const findings = await Promise.all(
  folders
    .filter((folder) => named.length === 0 || named.includes(folder))
    .map((folder) => (folder === denoFolder ? checkWithDeno(folder) : checkWithTsc(folder))),
)

const homeless = typeScriptFiles().filter((file) => !folders.some((folder) => belongsTo(folder, file)))

report("types", [
  ...findings,
  ...(homeless.length === 0
    ? []
    : [{ what: "no project", seen: 0, faults: ["No tsconfig.json is responsible for:", ...homeless] }]),
])
