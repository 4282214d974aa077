import type { CodeBlock } from "../support/examples.ts"

interface Shown extends CodeBlock {
  readonly page: string
}

/** What can be run. */
const runnable = ["sh", "console", "ts", "dockerfile", "yaml", "ini"]

/** Written from runs, and held to them. */
const isWritten = (page: string): boolean => page === "docs/tour.md"

/** What a suite has to name so that it can know of a page: its path, or the name of a recipe. */
const nameOf = (page: string): string => /^docs\/recipes\/(.+)\.md$/.exec(page)?.[1] ?? page

/** Finds blocks that a reader would run and no suite does: none names their page, or, of a program, its file as well; recipes have all their files run. */
export const unrunBlocks = (blocks: ReadonlyArray<Shown>, suites: string): ReadonlyArray<string> =>
  blocks
    .filter(({ info, language, page }) => runnable.includes(language) && info !== "no-run" && !isWritten(page))
    .filter(({ info, language, page }) => {
      const isNamed = suites.includes(`"${nameOf(page)}"`) || suites.includes(`${page}"`)
      const isFileNamed = language !== "ts" || page.startsWith("docs/recipes/") || suites.includes(`"${info}"`)
      return !isNamed || !isFileNamed
    })
    .map(({ info, language, page }) => `${page}: no suite runs its block of ${language} ${info}`.trim())
