import * as Duration from "effect/Duration"
import type { MirrorOptions } from "./MirrorRequest.ts"

/** How copies are brought up to date, once all that may be left out is settled. */
export interface MirrorSettings {
  readonly overlap: Duration.Duration
  readonly refreshEvery: Duration.Duration
  readonly whole: boolean
  readonly compareIds: "whenCountsDiffer" | "always"
  readonly textColumns: boolean
}

/** The defaults. */
export const mirrorSettings = <RJ>(options: MirrorOptions<RJ>): MirrorSettings => ({
  overlap: Duration.fromInputUnsafe(options.overlap ?? "10 minutes"),
  refreshEvery: Duration.fromInputUnsafe(options.refreshEvery ?? "7 days"),
  whole: options.whole ?? false,
  compareIds: options.compareIds ?? "whenCountsDiffer",
  textColumns: options.textColumns ?? false,
})
