/**
 * Files whose text V8 can hold with a byte for each character.
 */
import { parseSync, Visitor } from "rolldown/utils"

const unit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/** A character of another script, unless a backslash stands before it. */
const beyondAscii = /(?<!\\)[^\0-\u007f]/g

/**
 * Escapes what is no ASCII in strings and expressions. A file that has any is twice as long in memory, and is turned back into UTF-8 at each
 * start, to see that what was kept of it is still of it.
 */
export const inAscii = (file: string, code: string): string => {
  if (!/[^\0-\u007f]/.test(code)) return code
  const { program } = parseSync(file, code)
  const tagged = new Set<object>()
  const edits: Array<{ readonly start: number; readonly end: number }> = []
  new Visitor({
    TaggedTemplateExpression: ({ quasi }) => quasi.quasis.forEach((each) => tagged.add(each)),
    Literal: (node) => void (typeof node.value === "string" || "regex" in node ? edits.push(node) : undefined),
    TemplateElement: (node) => void (tagged.has(node) ? undefined : edits.push(node)),
  }).visit(program)
  edits.sort((one, other) => one.start - other.start)
  const texts = edits.map(({ end, start }, n) => {
    const before = code.slice(edits[n - 1]?.end ?? 0, start)
    return before + code.slice(start, end).replaceAll(beyondAscii, unit)
  })
  return texts.join("") + code.slice(edits.at(-1)?.end ?? 0)
}
