import type { Run } from "../support/commandLine.ts"

const quoted = (arg: string): string => (/^[\w.,/-]+$/.test(arg) ? arg : `'${arg}'`)

/** A command and what it showed, as a page shows them. */
export const consoleBlock = (says: string, args: ReadonlyArray<string>, { exitCode, stderr, stdout }: Run): string => {
  const code = exitCode === 0 ? "" : `\n(exit code ${exitCode})\n`
  return `${says}\n\n\`\`\`console\n$ zoho-bulk ${args.map(quoted).join(" ")}\n${stderr}${stdout}${code}\`\`\`\n`
}
