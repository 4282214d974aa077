import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { describeValue } from "../failure/describeValue.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"

/** Reports what is wrong with what a call was given. */
export const invalid = (problem: string, remedy: string): Effect.Effect<never, InvalidRequest> =>
  Effect.fail(new InvalidRequest({ problem, remedy }))

/** Checks that options are an object that has no other keys: programs without types may give anything. */
export const checkKeys = <A extends object>(
  options: A,
  keys: ReadonlyArray<string>,
  known: string,
): Effect.Effect<A, InvalidRequest> => {
  if (!Predicate.isObject(options)) return invalid(`The options object is ${describeValue(options)}`, known)
  const other = Object.keys(options).find((key) => !keys.includes(key))
  return other === undefined
    ? Effect.succeed(options)
    : invalid(`The options object has no key ${other}`, `${didYouMean(other, keys)}${known}`)
}

const isId = (value: unknown): value is string => Predicate.isString(value) && /^\d{1,19}$/.test(value)

/** Checks the ids of records that will be part of a URL; each is requested once, however often it is given. */
export const checkIds = (ids: unknown): Effect.Effect<ReadonlyArray<string>, InvalidRequest> => {
  const remedy = 'Give a list of ids, each as text: ["4150868000000100001"].'
  if (!Array.isArray(ids)) return invalid(`The ids are ${describeValue(ids)}`, remedy)
  const wrong = ids.findIndex((each) => !isId(each))
  return wrong === -1
    ? Effect.succeed([...new Set(ids.filter(isId))])
    : invalid(`The id at position ${wrong + 1} is ${describeValue(ids[wrong])}`, remedy)
}

const isName = (value: unknown): value is string => Predicate.isString(value) && /^[\w$.]+$/.test(value)

/** Checks names of fields, whose number per call is limited. */
export const checkFields = (fields: unknown, most: number): Effect.Effect<ReadonlyArray<string>, InvalidRequest> => {
  const remedy = `Give a list of API names of fields, from 1 to ${most}.`
  if (!Array.isArray(fields)) return invalid(`fields is ${describeValue(fields)}`, remedy)
  const wrong = fields.findIndex((each) => !isName(each))
  if (wrong !== -1) return invalid(`The field at position ${wrong + 1} is ${describeValue(fields[wrong])}`, remedy)
  return fields.length === 0 || fields.length > most
    ? invalid(`There are ${fields.length} fields`, remedy)
    : Effect.succeed(fields.filter(isName))
}
