/** A decimal number without what changes nothing about it, digit by digit: nothing is rounded. */
export const plainDecimal = (text: string): string | undefined => {
  const [, sign = "", whole = "", fraction = ""] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === "" && fraction === "") return undefined
  const [before, after] = [whole.replace(/^0+/, ""), fraction.replace(/0+$/, "")]
  const digits = `${before === "" ? "0" : before}${after === "" ? "" : `.${after}`}`
  return sign === "-" && digits !== "0" ? `-${digits}` : digits
}

/** A text without blanks around its lines, each line break being the same. */
const plainLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join("\n")
    .trim()

/**
 * Tells whether a cell that Zoho shows is the one that was sent: blanks around lines, the kind of line breaks and how a number is spelled may
 * differ, and nothing else.
 */
export const isSameCell = (told: string, sent: string): boolean => {
  if (told === sent) return true
  const [one, other] = [plainLines(told), plainLines(sent)]
  if (one === other) return true
  const number = plainDecimal(one)
  return number !== undefined && number === plainDecimal(other)
}
