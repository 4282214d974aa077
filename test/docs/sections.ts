/** A part of a page: what its heading says, and what stands under it, up to the next heading of its level or above. */
export interface Section {
  readonly title: string
  readonly text: string
}

/** The sections of a page whose headings are of a level; headings inside of blocks of code are none. */
export const sectionsOf = (markdown: string, level: number): ReadonlyArray<Section> => {
  const sections: Array<{ readonly title: string; readonly lines: Array<string> }> = []
  let isOpen = false
  let isCode = false
  for (const line of markdown.split("\n")) {
    if (line.startsWith("```")) isCode = !isCode
    const [, marks = "", title = ""] = isCode ? [] : (/^(#{1,6}) +(.+)$/.exec(line) ?? [])
    if (marks.length === level) sections.push({ title, lines: [] })
    else if (marks === "" || marks.length > level) {
      if (isOpen) sections.at(-1)?.lines.push(line)
    }
    if (marks !== "" && marks.length <= level) isOpen = marks.length === level
  }
  return sections.map(({ lines, title }) => ({ title, text: lines.join("\n") }))
}
