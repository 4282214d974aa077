import type { Mirror } from "@zoho-bulk/core"
import type { Violation } from "../check/Violation.ts"
import type { Happening } from "../world/World.ts"
import type { Trouble } from "../world/Trouble.ts"
import type { MirrorScenario } from "./MirrorScenario.ts"

/** How a process of a mirror ended. */
export type MirrorEnding =
  | { readonly how: "finished"; readonly outcomes: ReadonlyArray<Mirror.ModuleOutcome> }
  | { readonly how: "failed"; readonly text: string }
  | { readonly how: "broke"; readonly text: string }
  | { readonly how: "interrupted" }
  | { readonly how: "killed" }

/** What a run came to. */
export interface MirrorPlayed {
  readonly scenario: MirrorScenario
  readonly violations: ReadonlyArray<Violation>
  readonly met: ReadonlyMap<number, Trouble>
  readonly points: number
  readonly history: ReadonlyArray<Happening>
  /** Copies of modules that were checked, and the rows in them. */
  readonly checked: number
  readonly rows: number
  /** Rows that a run could not know of, by counts alone. */
  readonly excused: number
  readonly edits: number
  /** How often the ids of all records were compared, and a module was read whole since records were missing. */
  readonly compared: number
  readonly readAgain: number
  /** How often each failure was met, of processes and modules. */
  readonly failures: ReadonlyMap<string, number>
}
