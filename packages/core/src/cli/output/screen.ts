/** The variables that decide whether output is coloured. */
export const colourVariables = ["NO_COLOR", "FORCE_COLOR", "TERM", "CI"] as const

/** Gives the value of a variable; nothing for one that is not set. */
type Read = (variable: (typeof colourVariables)[number]) => string | undefined

/** Whether to colour: `NO_COLOR` says no, then `FORCE_COLOR` yes, then `TERM=dumb` and `CI` no; else what goes to a terminal is coloured. */
export const isColoured = (read: Read, isTerminal: boolean): boolean => {
  if (read("NO_COLOR") !== undefined) return false
  const force = read("FORCE_COLOR")
  if (force !== undefined) return !["0", "false"].includes(force.toLowerCase())
  return isTerminal && read("TERM") !== "dumb" && read("CI") === undefined
}

/** Where a stream of the process goes. */
interface Screen {
  readonly isTerminal: boolean
  /** How many columns the terminal has; 0, where nobody knows. */
  readonly columns: number
}

/** How many columns there are; no number bounds what is not a terminal. */
export const widthOf = ({ columns, isTerminal }: Screen): number => (isTerminal && columns > 0 ? columns : Infinity)
