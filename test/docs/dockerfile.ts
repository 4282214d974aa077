/** An instruction of a Dockerfile, on one line. */
interface Instruction {
  readonly keyword: string
  readonly words: string
}

/** The instructions of a Dockerfile; lines that end in `\` go on in the next one. */
export const instructionsOf = (text: string): ReadonlyArray<Instruction> => {
  if (/\\\s*$/.test(text)) throw new Error("The last line goes on into nothing")
  return text
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, keyword = "", words = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? []
      return { keyword, words }
    })
}
