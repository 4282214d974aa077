import { isIdColumn } from "../../results/Rows.ts"

/** What one chain of jobs of an export reads: all of its fields, or some of them, page by page. */
export interface FieldPart {
  /** API names of the fields; absent where all of the module are read. */
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

/** Splits the fields of an export into those of one chain of jobs each: one job takes so many, and the record's id beside them. */
export const fieldParts = (
  fields: ReadonlyArray<string> | undefined,
  most: number,
): readonly [FieldPart, ...ReadonlyArray<FieldPart>] => {
  if (fields === undefined) return [{ fields, isOnly: true, partOf: pageOf }]
  const wanted = distinct(fields)
  if (wanted.length <= most) return [{ fields: wanted, isOnly: true, partOf: pageOf }]
  const own = withoutId(wanted)
  if (own.length <= most) return [{ fields: own, isOnly: true, partOf: pageOf }]
  const part = (from: number): FieldPart => {
    const of = own.slice(from, from + most)
    return { fields: of, isOnly: false, partOf: (page) => `fields ${from + 1}-${from + of.length}, ${pageOf(page)}` }
  }
  const [, ...others] = Array.from({ length: Math.ceil(own.length / most) }, (_, at) => part(at * most))
  return [part(0), ...others]
}

/** The fields that a part of a journey reads, of all that were asked for. */
export const fieldsOfPart = (fields: ReadonlyArray<string>, part: string): ReadonlyArray<string> => {
  const [, from, to] = /^fields (\d+)-(\d+), /.exec(part) ?? []
  return from === undefined ? fields : withoutId(distinct(fields)).slice(Number(from) - 1, Number(to))
}
