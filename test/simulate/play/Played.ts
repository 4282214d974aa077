import type { RowOutcome } from "@zoho-bulk/core"
import type { UnaccountedPart } from "@zoho-bulk/core/Failure"
import type { ZohoRecord } from "../check/readRecords.ts"
import type { Given } from "../journeys/Given.ts"
import type { Harvest } from "../journeys/program.ts"
import type { Letter, Pause } from "../network/Correspondence.ts"
import type { CarriedOut } from "../network/Network.ts"
import type { Happening } from "../world/World.ts"
import type { Point, Trouble } from "../world/Trouble.ts"
import type { Scenario } from "./Scenario.ts"

/** How a process ended. */
export type Ending =
  | { readonly how: "finished"; readonly harvest: Harvest }
  /** The journey had come to its end already, at that time by the clock of whoever ended it. */
  | { readonly how: "over"; readonly finishedAt: number }
  | {
      readonly how: "failed"
      readonly tag: string
      readonly text: string
      /** The parts of an import that the failure says it leaves open; absent, where it says nothing of any. */
      readonly unaccounted: ReadonlyArray<UnaccountedPart> | undefined
    }
  | { readonly how: "broke"; readonly text: string }
  | { readonly how: "interrupted" }
  | { readonly how: "killed" }

/** A process of a run, and what it left open when its program had ended. */
export interface PlayedProcess {
  readonly name: string
  readonly ending: Ending
  /** When it ended, in milliseconds since the world began. */
  readonly endedAt: number
  /** What stood in the files of the journey then. */
  readonly written: string
  /** What it told of the rows of an import before it ended. */
  readonly told: ReadonlyArray<RowOutcome>
  readonly isSpared: boolean
  readonly met: ReadonlyArray<{ readonly point: Point; readonly trouble: Trouble }>
  readonly left: { readonly files: number; readonly answers: number; readonly sleepers: number; readonly acts: number }
}

/** What a run left behind, for who checks it: nothing here comes from the code that moves rows, but the endings. */
export interface Played {
  readonly scenario: Scenario
  /** Which of the nights it was, from 1 on. */
  readonly night: number
  readonly given: Given
  readonly processes: ReadonlyArray<PlayedProcess>
  /** What it did not come to; absent, where it came to its end. */
  readonly stuck: string | undefined
  /** What a person said of orders of unknown outcome. */
  readonly said: ReadonlyArray<string>
  readonly carriedOut: ReadonlyArray<CarriedOut>
  readonly letters: ReadonlyArray<Letter>
  readonly pauses: ReadonlyArray<Pause>
  /** The records of the module: before, where they are read or changed, and after. */
  readonly before: ReadonlyArray<ZohoRecord>
  readonly after: ReadonlyArray<ZohoRecord>
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The paths of those that were there before. */
  readonly filesBefore: ReadonlySet<string>
  readonly millis: number
  readonly met: ReadonlyMap<number, Trouble>
  readonly points: number
  readonly history: ReadonlyArray<Happening>
}
