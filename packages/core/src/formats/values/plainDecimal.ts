/**
 * A decimal number without anything that does not affect its value: digits alone, because those of an id are more than
 * a number can represent. None if it is not a number.
 */
export const plainDecimal = (text: string): string | undefined => {
  const [, sign = "", whole = "", fraction = ""] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === "" && fraction === "") return undefined
  const [before, after] = [whole.replace(/^0+/, ""), fraction.replace(/0+$/, "")]
  const digits = `${before === "" ? "0" : before}${after === "" ? "" : `.${after}`}`
  return sign === "-" && digits !== "0" ? `-${digits}` : digits
}
