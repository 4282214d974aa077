import { isIdColumn } from "../../results/Rows.ts"

/** What one chain of jobs of an export reads: all of its fields, or some of them, page by page. */
export interface FieldPart {
  /** API names of the fields; absent if all of the module are read. */
  readonly fields: ReadonlyArray<string> | undefined
  /** Whether it reads all that was asked for, so that no other chain has columns of the same records. */
  readonly isOnly: boolean
  /** The name of one of its pages in the journal. */
  readonly partOf: (page: number) => string
}

/** The name of a page of an export that reads its fields by one chain of jobs. */
const pageOf = (page: number): string => `page ${page}`

/** The names that were asked for, each once, and the record's id once in whatever spelling. */
const distinct = (fields: ReadonlyArray<string>): ReadonlyArray<string> => {
  const isFirstId = (name: string, at: number) => !isIdColumn(name) || fields.findIndex(isIdColumn) === at
  return [...new Set(fields.filter(isFirstId))]
}

const withoutId = (fields: ReadonlyArray<string>): ReadonlyArray<string> => fields.filter((field) => !isIdColumn(field))

/** The field that every chain reads, if it is requested: it distinguishes rows of different times. */
const modifiedTime = "Modified_Time"

/** How fields are shared among chains of jobs, each of which can read a limited number. */
const shares = (own: ReadonlyArray<string>, most: number) => {
  const common = own.includes(modifiedTime) && most > 1 ? [modifiedTime] : []
  const others = own.filter((field) => !common.includes(field))
  return { others, common, size: most - common.length }
}

/**
 * Splits the fields of an export into those of one chain of jobs each: one job accepts a limited number, in addition to
 * the record's id.
 */
export const fieldParts = (
  fields: ReadonlyArray<string> | undefined,
  most: number,
): readonly [FieldPart, ...ReadonlyArray<FieldPart>] => {
  if (fields === undefined) return [{ fields, isOnly: true, partOf: pageOf }]
  const wanted = distinct(fields)
  if (wanted.length <= most) return [{ fields: wanted, isOnly: true, partOf: pageOf }]
  const own = withoutId(wanted)
  if (own.length <= most) return [{ fields: own, isOnly: true, partOf: pageOf }]
  const { common, others, size } = shares(own, most)
  const part = (from: number): FieldPart => {
    const of = others.slice(from, from + size)
    const partOf = (page: number) => `fields ${from + 1}-${from + of.length}, ${pageOf(page)}`
    return { fields: [...of, ...common], isOnly: false, partOf }
  }
  const [, ...rest] = Array.from({ length: Math.ceil(others.length / size) }, (_, at) => part(at * size))
  return [part(0), ...rest]
}

/** Where the fields of a part stand among all that were asked for, if it does not read all of them. */
const rangeOf = (part: string) => {
  const [, from, to] = /^fields (\d+)-(\d+), /.exec(part) ?? []
  return from === undefined ? undefined : { from: Number(from) - 1, to: Number(to) }
}

/** The fields that a part of a journey reads in any case, whichever version has ordered it. */
export const fieldsSurelyOfPart = (fields: ReadonlyArray<string>, part: string): ReadonlyArray<string> => {
  const range = rangeOf(part)
  if (range === undefined) return fields
  const { common, others } = shares(withoutId(distinct(fields)), Infinity)
  return others.slice(range.from, range.to - common.length)
}

/** The fields that a part of a journey may read, of all that were asked for: older versions had none in common, and began one earlier. */
export const fieldsOfPart = (fields: ReadonlyArray<string>, part: string): ReadonlyArray<string> => {
  const range = rangeOf(part)
  if (range === undefined) return fields
  const { common, others } = shares(withoutId(distinct(fields)), Infinity)
  return [...others.slice(Math.max(0, range.from - common.length), range.to), ...common]
}
