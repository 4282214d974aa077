/** A number, with its thousands apart. */
export const number = (value: number): string => String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ",")

/** A number of things. */
export const amount = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`
