/**
 * Checks the form of every file that oxfmt can format; with `--write`, puts it right.
 */
import { type Ended, run } from "./command.ts"
import { sourceFiles } from "./tree.ts"
import { report, unseen } from "./verdict.ts"

/** Written by a tool, or recorded: their form is not ours. */
const notOurs = [/(?:^|\/)pnpm-lock\.yaml$/, /^test\/fixtures\/.*\.json$/]

const files = sourceFiles().filter(
  (file) =>
    /\.(?:[cm]?[jt]sx?|jsonc?|json5|md|ya?ml|toml|css|html)$/.test(file) && !notOurs.some((each) => each.test(file)),
)

const oxfmt = async (mode: string, these: ReadonlyArray<string>): Promise<Ended & { readonly seen: number }> => {
  const ended = await run("oxfmt", ["-c", ".oxfmtrc.json", mode, ...these])
  return { ...ended, seen: Number(/ on (\d+) files?/.exec(ended.output)?.[1] ?? 0) }
}

/** Finds out, half by half, which files oxfmt passes over: it tells how many it saw, never which. */
const passedOver = async (these: ReadonlyArray<string>, seen: number): Promise<ReadonlyArray<string>> => {
  if (seen === these.length) return []
  if (seen === 0) return these
  const middle = Math.floor(these.length / 2)
  const [first, second] = [these.slice(0, middle), these.slice(middle)]
  const { seen: seenFirst } = await oxfmt("--check", first)
  return [...(await passedOver(first, seenFirst)), ...(await passedOver(second, seen - seenFirst))]
}

const { code, output, seen } = await oxfmt(process.argv.includes("--write") ? "--write" : "--check", files)

report("format", [
  {
    what: "oxfmt",
    seen,
    faults: [
      ...(code === 0 ? [] : [output.trim(), "`pnpm format:write` puts it right"]),
      ...unseen("oxfmt", await passedOver(files, seen), [], 'look at "ignorePatterns" in .oxfmtrc.json'),
    ],
  },
])
