import * as DateTime from "effect/DateTime"

/** A moment as ISO 8601, in whole seconds, as Zoho writes it. */
export const isoOf = (millis: number): string =>
  DateTime.formatIso(DateTime.makeUnsafe(Math.floor(millis / 1_000) * 1_000)).replace(/\.000Z$/, "Z")
