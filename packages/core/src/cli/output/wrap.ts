// oxlint-disable-next-line no-control-regex -- what sets words off takes no room
const sgr = /\u001b\[[0-9;]*m/g

/** How many columns of a terminal a text takes, but for wide letters. */
export const columnsOf = (text: string): number => Array.from(text.replace(sgr, "")).length

/** Where the text begins that stands in the last column of a line such as `--flag    what it is for`: what follows hangs below it. */
const hangOf = (line: string, width: number): number => {
  const plain = line.replace(sgr, "")
  const indent = /^\s*/.exec(plain)?.[0].length ?? 0
  const column = /^\s*\S.*?\s{2,}(?=\S)/.exec(plain)?.[0].length ?? indent
  return column <= width / 2 ? column : Math.min(indent, width / 2)
}

/** Breaks a line between words, so that none is broken by the terminal's edge; a word that is longer than the line stays whole. */
const wrapLine = (line: string, width: number): ReadonlyArray<string> => {
  if (columnsOf(line) <= width) return [line]
  const hang = hangOf(line, width)
  const lines: Array<string> = []
  let current = ""
  for (const [, blanks = "", word = ""] of line.matchAll(/( *)([^ ]+)/g)) {
    const isFirst = columnsOf(current) <= hang && current.trim() === ""
    if (!isFirst && columnsOf(current) + blanks.length + columnsOf(word) > width) {
      lines.push(current)
      current = " ".repeat(hang) + word
    } else current += blanks + word
  }
  return [...lines, current]
}

/** Breaks text between words; lines keep their indentation. */
export const wrap = (text: string, width: number): string =>
  Number.isFinite(width)
    ? text
        .split("\n")
        .flatMap((line) => wrapLine(line, Math.max(width, 20)))
        .join("\n")
    : text
