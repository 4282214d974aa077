/** The words of a line as a shell splits it, as far as pages use quotes: single ones, double ones without variables, and `\` in neither. */
export const shellWords = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, "$1$2"))
