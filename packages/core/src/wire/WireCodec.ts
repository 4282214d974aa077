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
 * What did not fit in an answer: where, what should have stood there, and what did.
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
  /** What should have stood there, in words. */
  readonly expected: string
  /** What did stand there; absent if the key was missing. */
  readonly found?: unknown
  /** An id that came as a JSON number: its digits may be lost, so no object may swallow the fault. */
  readonly isNumericId?: boolean
}

/** What a look at an answer notices beside its values. */
export interface Notices {
  /** Whether anything known was of another type than expected, and so is kept among what is unknown. */
  hasUnexpected: boolean
}

/** Stands where a value cannot be read. */
export class Unreadable {
  readonly fault: WireFault
  constructor(fault: WireFault) {
    this.fault = fault
  }

  /** The same, seen from where a step leads to it. */
  under(step: string | number): Unreadable {
    return new Unreadable(under(this.fault, step))
  }
}

/** Two-way translation between one value of ours and its spelling on the wire. */
export interface WireCodec<A> {
  /** Reads a value, which is never an `Unreadable` itself. Every answer is read by these, so that nothing is made that nobody needs. */
  readonly read: (json: unknown, notices: Notices) => A | Unreadable
  readonly encode: (value: A) => Schema.Json
  /** Paths in a decoded value where something known was of another type than expected. */
  readonly unexpectedIn: (value: A) => ReadonlyArray<Path>
}

const nothing: ReadonlyArray<Path> = []

/** Prefixes where a fault or an unexpected value lies with the step that leads to it. */
export const under = (fault: WireFault, step: string | number): WireFault => ({
  ...fault,
  path: [step, ...fault.path],
})

/** Reads a value by its form, or says where and why it cannot be read. */
export const decodeBy =
  <A>(codec: WireCodec<A>) =>
  (json: unknown, notices: Notices = { hasUnexpected: false }): Result.Result<A, WireFault> => {
    const value = codec.read(json, notices)
    return value instanceof Unreadable ? Result.fail(value.fault) : Result.succeed(value)
  }

/** A value that is the same on both sides, and known by a look at it. */
export const known = <A extends Schema.Json>(expected: string, is: (json: unknown) => json is A): WireCodec<A> => ({
  read: (json) => (is(json) ? json : new Unreadable({ path: [], expected, found: json })),
  encode: (value) => value,
  unexpectedIn: () => nothing,
})

/** A value that may also be `null`. */
export const nullable = <A>(codec: WireCodec<A>): WireCodec<A | null> => ({
  read: (json, notices) => (json === null ? null : codec.read(json, notices)),
  encode: (value) => (value === null ? null : codec.encode(value)),
  unexpectedIn: (value) => (value === null ? nothing : codec.unexpectedIn(value)),
})

/** An array of values of one form. */
export const list = <A>(codec: WireCodec<A>): WireCodec<ReadonlyArray<A>> => ({
  read: (json, notices) => {
    if (!Array.isArray(json)) return new Unreadable({ path: [], expected: "an array", found: json })
    const values: Array<A> = []
    for (let at = 0; at < json.length; at++) {
      const value = codec.read(json[at], notices)
      if (value instanceof Unreadable) return value.under(at)
      values.push(value)
    }
    return values
  },
  encode: (values) => values.map(codec.encode),
  unexpectedIn: (values) => values.flatMap((value, index) => codec.unexpectedIn(value).map((path) => [index, ...path])),
})

/** A form that is only known once all forms are defined, for values that hold values of their own kind. */
export const suspended = <A>(codec: () => WireCodec<A>): WireCodec<A> => ({
  read: (json, notices) => codec().read(json, notices),
  encode: (value) => codec().encode(value),
  unexpectedIn: (value) => codec().unexpectedIn(value),
})
