import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { own } from "../domain/own.ts"
import { isNumberAsSent } from "./Json.ts"
import { under, type WireFault } from "./WireCodec.ts"

/** An object of an answer, whose keys are only partly known. */
export type Sent = { readonly [key: string]: unknown }

/** What an answer states about a thing, or why that cannot be read. */
export type Read<A> = Result.Result<A, WireFault>

export const isSent = (value: unknown): value is Sent =>
  Predicate.isObject(value) && !Array.isArray(value) && !isNumberAsSent(value)

/** A text that says something; what is of another type is absent. */
export const textAt = (sent: Sent, ...keys: ReadonlyArray<string>): string | undefined =>
  keys.map((key) => own(sent, key)).find((value): value is string => Predicate.isString(value) && value !== "")

/** True or false; what is of another type is what it is by default. */
export const flagAt = (sent: Sent, key: string, byDefault: boolean): boolean => {
  const value = own(sent, key)
  return Predicate.isBoolean(value) ? value : byDefault
}

/** A whole number, at least zero. */
export const countAt = (sent: Sent, key: string): number | undefined => {
  const value = own(sent, key)
  const number = isNumberAsSent(value) ? Number(value.rawJSON) : value
  return Predicate.isNumber(number) && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

/**
 * An id with all of its digits, even if it was sent as a number. A number that JavaScript cannot represent is still
 * available as it was sent.
 */
export const idAt = (sent: Sent, key: string): string | undefined => {
  const value = own(sent, key)
  if (isNumberAsSent(value)) return value.rawJSON
  return Predicate.isNumber(value) ? String(value) : textAt(sent, key)
}

/** An object, or an empty one if there is none. */
export const objectAt = (sent: Sent, key: string): Sent => {
  const value = own(sent, key)
  return isSent(value) ? value : {}
}

/** The objects of a list, or an empty list; anything but an object in it is skipped. */
export const objectsAt = (sent: Sent, key: string): ReadonlyArray<Sent> => {
  const value = own(sent, key)
  return Array.isArray(value) ? value.filter(isSent) : []
}

/** What is absent leaves its key out. */
export const known = <A extends Readonly<Record<string, unknown>>>(
  values: A,
): { readonly [K in keyof A]?: Exclude<A[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

/** A text without which a thing has no name. */
export const nameAt = (sent: Sent, key: string, name: string | undefined): Read<string> =>
  name === undefined
    ? Result.fail({
        path: [key],
        expected: "text",
        ...(Object.hasOwn(sent, key) ? { found: own(sent, key) } : {}),
      })
    : Result.succeed(name)

/** One page of a list of things, such as `{"fields": [...], "info": {"more_records": false}}`. */
export interface Page<A> {
  readonly items: ReadonlyArray<A>
  /** Whether another page follows. */
  readonly hasMore: boolean
}

/** Reads a list under its key, in which every thing must be readable. */
export const pageOf =
  <A>(key: string, readItem: (sent: Sent) => Read<A>) =>
  (json: unknown): Read<Page<A>> => {
    if (!isSent(json)) return Result.fail({ path: [], expected: "an object", found: json })
    const list = own(json, key)
    if (!Array.isArray(list)) {
      return Result.fail({
        path: [key],
        expected: "an array",
        ...(list === undefined ? {} : { found: list }),
      })
    }
    const items: Array<A> = []
    for (const [at, item] of list.entries()) {
      const read: Read<A> = isSent(item)
        ? readItem(item)
        : Result.fail({ path: [], expected: "an object", found: item as unknown })
      if (Result.isFailure(read)) return Result.fail(under(under(read.failure, at), key))
      items.push(read.success)
    }
    return Result.succeed({ items, hasMore: flagAt(objectAt(json, "info"), "more_records", false) })
  }
