/** A line of the table. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** How large it may be; it is only told, where absent. */
  readonly atMost?: number
}

/** A line without a target. */
export const told = (what: string, value: number, unit: string): Figure => ({ what, value, unit })

/** A line with one. */
export const held = (what: string, value: number, unit: string, atMost: number): Figure => ({
  what,
  value,
  unit,
  atMost,
})

/** Whether a figure is as it has to be. */
export const isKept = ({ atMost = Infinity, value }: Figure): boolean => value <= atMost

const rounded = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 2 : 0)

/** A figure as a row of a table. */
export const rowOf = (figure: Figure): string => {
  const { atMost, unit, value, what } = figure
  const [target, verdict] = atMost === undefined ? ["", "told"] : [`≤ ${atMost}`, isKept(figure) ? "met" : "missed"]
  return `| ${what} | ${rounded(value)} ${unit} | ${target} | ${verdict} |`
}
