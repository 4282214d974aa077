import type { Case } from "./Case.ts"
import type { Known } from "./commandTree.ts"

interface Call {
  readonly path: string
  readonly flags: ReadonlyArray<string>
}

const callOf = (args: ReadonlyArray<string>, paths: ReadonlySet<string>): Call => {
  const path = args.findLastIndex((_, at) => paths.has(args.slice(0, at + 1).join(" ")))
  return {
    path: args.slice(0, path + 1).join(" "),
    flags: args.filter((arg) => arg.startsWith("-")).map((arg) => arg.split("=", 1)[0] ?? ""),
  }
}

const asksForHelp = ({ flags }: Call): boolean => flags.includes("--help") || flags.includes("-h")

/** Names every command, and every flag, that no case uses. To ask for help is no use of a command. */
export const unused = (tree: ReadonlyArray<Known>, cases: ReadonlyArray<Case>): ReadonlyArray<string> => {
  const paths = new Set(tree.map(({ path }) => path.join(" ")))
  const calls = cases.flatMap(({ steps }) => steps.map(({ args }) => callOf(args, paths)))
  return tree.flatMap(({ flags, isGroup, path: words }) => {
    const path = words.join(" ")
    const own = calls.filter((call) => call.path === path)
    const able = path === "" ? calls : own
    const isUsed = isGroup || own.some((call) => !asksForHelp(call))
    const missing = flags.filter((flag) => !able.some((call) => call.flags.includes(flag)))
    return [
      ...(isUsed ? [] : [`zoho-bulk ${path}`]),
      ...missing.map((flag) => `zoho-bulk ${path} ${flag}`.replace("  ", " ")),
    ]
  })
}
