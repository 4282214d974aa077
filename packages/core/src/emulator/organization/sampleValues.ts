import { type Value, type ValueOf } from "../model/Field.ts"
import { type Module, recordId } from "../model/Module.ts"
import { day } from "../model/times.ts"
import { users } from "./users.ts"

/** One of some words after the other. */
export const pick =
  (words: ReadonlyArray<Value>): ValueOf =>
  (n) =>
    words[(n - 1) % words.length] ?? null

/** Nothing. */
export const nothing: ValueOf = () => null

const start = 18_628 * day

/** A moment in 2021 or 2022, another for each record within two years of minutes. */
export const moment =
  (offset: number): ValueOf =>
  (n) =>
    start + ((n * 7 + offset) % 1_051_200) * 60_000

const twoDigits = (value: number): string => String(value).padStart(2, "0")

/** A day of so many years from one on. */
export const date =
  (from: number, years: number): ValueOf =>
  (n) =>
    `${from + (n % years)}-${twoDigits(1 + ((n * 5) % 12))}-${twoDigits(1 + ((n * 11) % 28))}`

/** A record of another module: always, where the layout demands it, as far as there are any. */
export const alwaysPointingAt =
  (target: () => Module | undefined): ValueOf =>
  (n, countOf) => {
    const module = target()
    const count = module === undefined ? 0 : countOf(module.apiName)
    return module === undefined || count === 0 ? null : recordId(module, ((n - 1) % count) + 1)
  }

/** A record of another module, and of each tenth none. */
export const pointingAt = (target: () => Module | undefined): ValueOf => {
  const always = alwaysPointingAt(target)
  return (n, countOf) => (n % 10 === 0 ? null : always(n, countOf))
}

/** One of the users. */
export const owner: ValueOf = (n) => users[(n - 1) % users.length]!.id

/** An address that no two records have. */
export const email =
  (of: string): ValueOf =>
  (n) =>
    `${of}${n}@example.com`

/** A number with blanks in it, and of each ninth none. */
export const phone: ValueOf = (n) => (n % 9 === 0 ? null : `+94 11 ${String(2_000_000 + n)}`)
