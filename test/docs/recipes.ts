import { type CodeBlock, codeBlocks, repositoryFile } from "../support/examples.ts"

/** A recipe as it is shown: its files by their names, and the lines of shell that run. */
export interface Recipe {
  readonly name: string
  readonly files: ReadonlyMap<string, string>
  readonly lines: ReadonlyArray<string>
}

const named = ({ info, language }: CodeBlock): boolean => info !== "" && language !== "sh"

/** Reads a page of `docs/recipes`. */
export const recipeOf = (name: string): Recipe => {
  const blocks = codeBlocks(repositoryFile(`docs/recipes/${name}.md`))
  return {
    name,
    files: new Map(blocks.filter(named).map(({ code, info }) => [info, code])),
    lines: blocks
      .filter(({ info, language }) => language === "sh" && info === "")
      .flatMap(({ code }) => code.trim().split("\n")),
  }
}
