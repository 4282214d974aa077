import type { Visits } from "./switches.ts"

/** A test, by its file and its place in it. */
export interface TestId {
  readonly file: string
  readonly at: number
  /** Milliseconds that it took when no mutant was awake, and others perhaps had the cores. */
  readonly millis: number
}

/** What is known of a test when no mutant is awake. */
export interface Seen extends TestId {
  readonly title: string
  /** Milliseconds of a core. */
  readonly cost: number
  /** Which mutants it came by. */
  readonly visits: Visits
}

/** What the tests do when no mutant is awake. */
export interface Rehearsal {
  readonly seen: ReadonlyArray<Seen>
  /** Which mutants are come by when the modules are loaded. */
  readonly whenLoaded: Visits
  /** Tests that are not used, since they fail here. */
  readonly unfit: ReadonlyArray<string>
}

/** What a worker is asked. */
export type Order =
  | { readonly what: "begin"; readonly texts: Readonly<Record<string, string>>; readonly files: ReadonlyArray<string> }
  | { readonly what: "rehearse" }
  | {
      readonly what: "try"
      readonly mutant: string
      readonly visits: number
      /** Whether modules and tests are to be loaded anew, under the mutant. */
      readonly anew: boolean
      readonly tests: ReadonlyArray<TestId>
    }

/** How a trial ended; `unsure` where a test failed with the mutant, and then also without it. */
export interface Ended {
  readonly fate: "killed" | "hung" | "survived" | "unsure"
  readonly by?: TestId
}

/** What a worker answers. */
export type Report =
  | { readonly what: "begun" }
  | { readonly what: "rehearsed"; readonly rehearsal: Rehearsal }
  | { readonly what: "tried"; readonly ended: Ended; readonly isFull: boolean }
