import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"

/** Steps from the root of an answer to one of its parts. */
export type Path = ReadonlyArray<string | number>

/** Writes a path as `data[0].result.count`; the root itself is `the answer`. */
export const formatPath = (path: Path): string =>
  path.length === 0
    ? "the answer"
    : path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("")

/**
 * What did not fit in an answer: where, what was expected, and what was found.
 *
 * **Example** (A line for a log)
 *
 * ```ts
 * import type { WireFault } from "@zoho-bulk/core/wire"
 *
 * export const inWords = ({ expected, path }: WireFault): string =>
 *   `${path.join(".")} should be ${expected}`
 * ```
 *
 * @category models
 */
export interface WireFault {
  /** The steps that lead to it, from the root of the answer. */
  readonly path: Path
  /** What was expected, in words. */
  readonly expected: string
  /** What was found; absent if the key was missing. */
  readonly found?: unknown
  /** An id that came as a JSON number: its digits may be lost, so no object may swallow the fault. */
  readonly isNumericId?: boolean
}

/** Paths of known keys whose values had another type than expected, and so are kept among the unknown fields. */
export type Unexpected = Array<Path>

/** Puts a step before the paths that were added since. */
export const leadTo = (unexpected: Unexpected, since: number, step: string | number): void => {
  for (let at = since; at < unexpected.length; at++) unexpected[at] = [step, ...(unexpected[at] ?? [])]
}

/** Stands for a value that cannot be read. */
export class Unreadable {
  readonly fault: WireFault
  constructor(fault: WireFault) {
    this.fault = fault
  }

  /** The same, with a step in front of its path. */
  under(step: string | number): Unreadable {
    return new Unreadable({ ...this.fault, path: [step, ...this.fault.path] })
  }
}

/** Two-way translation between one value of ours and its spelling on the wire. */
export interface WireCodec<A> {
  /** Reads a value, which is never an `Unreadable` itself. Every answer is read by these, so that nothing is made that nobody needs. */
  readonly read: (json: unknown, unexpected: Unexpected) => A | Unreadable
  readonly encode: (value: A) => Schema.Json
}

/** Prefixes the place of a fault with the step that leads to it. */
export const under = (fault: WireFault, step: string | number): WireFault => ({
  ...fault,
  path: [step, ...fault.path],
})

/** Reads a value by its form, or reports where and why it cannot be read. */
export const decodeBy =
  <A>(codec: WireCodec<A>) =>
  (json: unknown, unexpected: Unexpected = []): Result.Result<A, WireFault> => {
    const value = codec.read(json, unexpected)
    return value instanceof Unreadable ? Result.fail(value.fault) : Result.succeed(value)
  }

/** A value that is the same on both sides, and recognised by a check. */
export const known = <A extends Schema.Json>(expected: string, is: (json: unknown) => json is A): WireCodec<A> => ({
  read: (json) => (is(json) ? json : new Unreadable({ path: [], expected, found: json })),
  encode: (value) => value,
})

/** A value that may also be `null`. */
export const nullable = <A>(codec: WireCodec<A>): WireCodec<A | null> => ({
  read: (json, unexpected) => (json === null ? null : codec.read(json, unexpected)),
  encode: (value) => (value === null ? null : codec.encode(value)),
})

/** An array of values of one form. */
export const list = <A>(codec: WireCodec<A>): WireCodec<ReadonlyArray<A>> => ({
  read: (json, unexpected) => {
    if (!Array.isArray(json)) return new Unreadable({ path: [], expected: "an array", found: json })
    const values: Array<A> = []
    for (let at = 0; at < json.length; at++) {
      const since = unexpected.length
      const value = codec.read(json[at], unexpected)
      if (value instanceof Unreadable) return value.under(at)
      leadTo(unexpected, since, at)
      values.push(value)
    }
    return values
  },
  encode: (values) => values.map(codec.encode),
})

/** A form that is only known once all forms are defined, for values that contain values of their own kind. */
export const suspended = <A>(codec: () => WireCodec<A>): WireCodec<A> => ({
  read: (json, unexpected) => codec().read(json, unexpected),
  encode: (value) => codec().encode(value),
})
