import * as DateTime from "effect/DateTime"

/** A moment to the second, in UTC: `2026-11-22T09:15:00Z`. */
export const isoSecond = (millis: number): string => `${DateTime.formatIso(DateTime.makeUnsafe(millis)).slice(0, 19)}Z`
