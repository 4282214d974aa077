import type { Mishap } from "./Mishap.ts"

/** The report of a world, as far as the page shows it. */
export interface ShownWorld {
  readonly now: string
  readonly records: Readonly<Record<string, number>>
  readonly jobs: ReadonlyArray<{
    readonly id: string
    readonly kind: string
    readonly module: string
    readonly phase: string
    readonly percent: number
    readonly createdTime: string
  }>
  readonly credits: { readonly perDay: number; readonly spent: number }
  readonly accessTokens: ReadonlyArray<{ readonly fingerprint: string; readonly secondsLeft: number }>
  readonly mishaps: ReadonlyArray<Mishap & { readonly seen: number }>
  readonly requests: ReadonlyArray<{
    readonly at: string
    readonly method: string
    readonly path: string
    readonly operation: string
    readonly status: number
  }>
}
