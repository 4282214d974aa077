/**
 * A number as a column of numbers may respell it, digit by digit: without zeros at the end of its fraction. A plus sign
 * or a zero before other digits is kept: in a phone number or a postal code they distinguish one row from another.
 */
const respelled = (text: string): string | undefined => {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(0|[1-9]\d*)?(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === "" && fraction === "") return undefined
  const after = fraction.replace(/0+$/, "")
  const digits = `${whole === "" ? "0" : whole}${after === "" ? "" : `.${after}`}`
  return digits === "0" ? digits : `${sign}${digits}`
}

/** A text without blanks around its lines, each line break being the same. */
const plainLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join("\n")
    .trim()

/**
 * Checks whether a cell that Zoho shows is the one that was sent: blanks around lines, the kind of line breaks and
 * zeros that end a fraction may differ, and nothing else.
 */
export const isSameCell = (told: string, sent: string): boolean => {
  if (told === sent) return true
  const [one, other] = [plainLines(told), plainLines(sent)]
  if (one === other) return true
  const number = respelled(one)
  return number !== undefined && number === respelled(other)
}
