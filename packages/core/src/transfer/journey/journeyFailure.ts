import type { Explained } from "../../failure/Failure.ts"
import type { UnaccountedPart } from "../../failure/UnaccountedPart.ts"

const isExplained = (error: unknown): error is Error & Explained =>
  error instanceof Error && "remedy" in error && "isRetryable" in error

/** The same failure with other words: others may hold the original. */
const changed = <E extends object>(failure: E, changes: PropertyDescriptorMap): E =>
  Object.create(Object.getPrototypeOf(failure), { ...Object.getOwnPropertyDescriptors(failure), ...changes })

/**
 * A call's failure as that of a whole journey, which is never retryable: a call may be made again because nothing came of it, and a journey that
 * is begun again orders jobs again that were made already.
 */
export const ofJourney = <E>(failure: E): E =>
  isExplained(failure) && failure.isRetryable
    ? changed(failure, { isRetryable: { value: false, enumerable: true } })
    : failure

/** The parts that are shown in a message. */
const mostShown = 5

const inWords = ({ firstRow, lastRow, part, state }: UnaccountedPart): string =>
  `${part} (${firstRow === lastRow ? `row ${firstRow}` : `rows ${firstRow} to ${lastRow}`}, ${state})`

/** Lists the parts whose outcome is not known, one after the other. */
export const unaccountedText = (parts: ReadonlyArray<UnaccountedPart>): string => {
  const shown = parts.slice(0, mostShown).map(inWords).join(", ")
  return parts.length <= mostShown ? shown : `${shown} and ${parts.length - mostShown} more`
}

/** A failure that says which parts it leaves open. */
export const leavingOpen = <E extends Explained & { readonly message: string }>(
  failure: E,
  parts: ReadonlyArray<UnaccountedPart>,
): E =>
  changed(failure, {
    unaccounted: { value: parts, enumerable: true },
    message: { value: `${failure.message}\nLeft open: ${unaccountedText(parts)}`, enumerable: false },
  })
