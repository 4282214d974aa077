import * as DateTime from "effect/DateTime"
import { nearestMoment } from "../../domain/Moment.ts"

/** A moment to the second, in UTC: `2026-11-22T09:15:00Z`. */
export const isoSecond = (millis: number): string =>
  DateTime.formatIso(DateTime.makeUnsafe(nearestMoment(millis))).replace(/\.\d+Z$/, "Z")
