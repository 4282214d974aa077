import { existsSync } from "node:fs"
import { repositoryFile } from "../../support/examples.ts"
import { root } from "../../support/scripts.ts"

/** The longest signature that is shown whole; what is longer is a schema of many keys, which its type says better. */
const mostLines = 32

const nameOf = (part: string): string | undefined =>
  /^namespace (\w+):/.exec(part)?.[1] ??
  /^(\w+) is:/.exec(part)?.[1] ??
  [...part.matchAll(/^(?:abstract )?(?:class|const|function|interface|type|namespace) (\w+)/gm)]
    .map(([, name = ""]) => name)
    .find((name) => !name.endsWith("_base"))

const shortened = (text: string): string => {
  const lines = text.split("\n")
  return lines.length <= mostLines ? text : [...lines.slice(0, mostLines - 2), "  // …"].join("\n")
}

/** What each name of a door is, in TypeScript, as `test/api` has it. */
export const signaturesOf = (specifier: string): ReadonlyMap<string, string> => {
  const [, name = "", door = "index"] = /^@zoho-bulk\/([\w-]+)(?:\/(.+))?$/.exec(specifier) ?? []
  const file = `test/api/${name}/${door}.txt`
  if (!existsSync(`${root}${file}`)) throw new Error(`There is no ${file}: \`pnpm packages --write\` writes it`)
  const [, ...parts] = repositoryFile(file)
    .trim()
    .split(/\n{2,}/)
  const hidden = parts.findIndex((part) => /\n-{3,}$/.test(part))
  const shown = hidden === -1 ? parts : parts.slice(0, hidden)
  return new Map(
    shown.flatMap((part) => {
      const found = nameOf(part)
      return found === undefined ? [] : [[found, shortened(part.replace(/^\w+ is:\n/, ""))] as const]
    }),
  )
}
