/**
 * Stands in for vitest where mutants are tried: it keeps the tests of a file, so that they can be run again and again in a process that has
 * loaded them. What is Effect's of `@effect/vitest` is left as it is.
 */
import type { AfterTest, Kept } from "./Kept.ts"

/** What vitest itself depends on; `loadMutated` finds it. */
const ofVitest = (name: "chai" | "expect-type"): Promise<Readonly<Record<string, unknown>>> => import(name)

export const { assert, expect } = await ofVitest("chai")
export const { expectTypeOf } = await ofVitest("expect-type")

type Body = (...args: ReadonlyArray<unknown>) => unknown

const kept: Array<Kept> = []
const titles: Array<string> = []

/** Hands over what was kept since the last time. */
export const takeKept = (): ReadonlyArray<Kept> => kept.splice(0)

const keep = (title: string, body: Body, args: ReadonlyArray<unknown>): void => {
  kept.push({ title: [...titles, title].join(" > "), run: async (context) => void (await body(...args, context)) })
}

/** The options of a test, which may stand before its body, say nothing that matters here. */
const bodyOf = (first: unknown, second: unknown): Body => (typeof first === "function" ? first : second) as Body

const fill = (title: string, given: unknown, at: number): string =>
  `${title.replace(/%[sdifjo]/, () => (typeof given === "object" ? JSON.stringify(given) : String(given)))} (${at + 1})`

const spread = (given: unknown): ReadonlyArray<unknown> => (Array.isArray(given) ? given : [given])

const none = (): void => undefined

export const it = Object.assign(
  (title: string, first: unknown, second?: unknown) => keep(title, bodyOf(first, second), []),
  {
    each: (cases: ReadonlyArray<unknown>) => (title: string, first: unknown, second?: unknown) =>
      cases.forEach((given, at) => keep(fill(title, given, at), bodyOf(first, second), spread(given))),
    for: (cases: ReadonlyArray<unknown>) => (title: string, first: unknown, second?: unknown) =>
      cases.forEach((given, at) => keep(fill(title, given, at), bodyOf(first, second), [given])),
    skip: none,
    only: none,
    fails: none,
    skipIf: () => none,
    runIf: () => none,
  },
)

const within = (title: string, first: unknown, args: ReadonlyArray<unknown> = [], second?: unknown): void => {
  titles.push(title)
  bodyOf(first, second)(...args)
  titles.pop()
}

export const describe = Object.assign(
  (title: string, first: unknown, second?: unknown) => within(title, first, [], second),
  {
    concurrent: (title: string, first: unknown, second?: unknown) => within(title, first, [], second),
    each: (cases: ReadonlyArray<unknown>) => (title: string, body: unknown) =>
      cases.forEach((given, at) => within(fill(title, given, at), body, spread(given))),
  },
)

export const test = it
export const TestRunner = { getCurrentSuite: none }

const refuse = (): never => {
  throw new Error("the suites do without hooks of vitest, and so does their stand-in")
}
export const [beforeAll, beforeEach, afterAll, afterEach] = [refuse, refuse, refuse, refuse]
export type { AfterTest }
