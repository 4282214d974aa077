// oxlint-disable-next-line no-control-regex -- control sequences are what it takes apart; one that is not whole yet is no piece
const piece = /\u001b\[([?\d;]*)([A-Za-z])|([\r\n\b])|([^\u001b\r\n\b\u0007])/gu

/** What a person sees in a window once it has shown this: lines written over each other, and no control sequences. */
export const screenOf = (shown: string, columns: number): string => {
  const lines: Array<Array<string>> = [[]]
  let row = 0
  let column = 0
  let wraps = true
  const line = (): Array<string> => (lines[row] ??= [])
  const lineFeed = (): void => {
    row += 1
    line()
  }
  const erase = (from: number, to: number): void => {
    for (let at = from; at < Math.min(to, line().length); at += 1) line()[at] = " "
  }
  const controls: Readonly<Record<string, (parameters: string) => void>> = {
    A: (count) => (row = Math.max(0, row - (Number(count) || 1))),
    D: (count) => (column = Math.max(0, column - (Number(count) || 1))),
    G: (to) => (column = (Number(to) || 1) - 1),
    K: (what) => erase(what === "2" ? 0 : column, what === "1" ? column + 1 : columns),
    J: () => {
      erase(column, columns)
      lines.splice(row + 1)
    },
    m: () => {},
    h: (mode) => (wraps ||= mode === "?7"),
    l: (mode) => (wraps &&= mode !== "?7"),
  }
  const put = (char: string): void => {
    if (column === columns && wraps) {
      lineFeed()
      column = 0
    }
    column = Math.min(column, columns - 1)
    while (line().length < column) line().push(" ")
    line()[column] = char
    column += 1
  }
  for (const [sequence, parameters = "", control, motion, char] of shown.matchAll(piece)) {
    if (control !== undefined) {
      const obey = controls[control]
      if (obey === undefined) throw new Error(`The screen does not know ${JSON.stringify(sequence)}`)
      obey(parameters)
    } else if (char !== undefined) put(char)
    else if (motion === "\n") lineFeed()
    else column = motion === "\r" ? 0 : Math.max(0, column - 1)
  }
  return lines
    .map((cells) => cells.join("").trimEnd())
    .join("\n")
    .trimEnd()
}
