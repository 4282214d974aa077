import { amount } from "../../domain/amount.ts"

export { amount, number } from "../../domain/amount.ts"

/** How long something took, as a person would say it. */
export const duration = (millis: number): string => {
  const seconds = Math.round(millis / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Formats a duration that may last for days: from two days on, days alone. */
export const longDuration = (millis: number): string => {
  const days = millis / 86_400_000
  return days < 2 ? duration(millis) : amount(days, "day")
}

const sizes = ["KB", "MB", "GB", "TB"] as const

/** How many bytes, as files are measured. */
export const bytes = (count: number): string => {
  if (count < 1_000) return amount(count, "byte")
  const at = Math.min(Math.floor(Math.log10(count) / 3), sizes.length)
  return `${(count / 1_000 ** at).toFixed(1)} ${sizes[at - 1]}`
}
