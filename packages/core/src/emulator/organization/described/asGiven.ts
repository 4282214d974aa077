import type { Given } from "../../model/Given.ts"

/** What is described as answers repeat it, without the keys that only the emulator reads. */
export const asGiven = (described: object, ...without: ReadonlyArray<string>): Given =>
  JSON.parse(
    JSON.stringify(Object.fromEntries(Object.entries(described).filter(([key]) => !without.includes(key)))),
  ) as Given
