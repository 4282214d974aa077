import { column } from "../../support/copyRuns.ts"

/** Columns of each form in which copies hold values. */
export const columns = [
  column("id"),
  column("Last_Name"),
  column("Count", "bigint"),
  column("Amount", "currency"),
  column("Active", "boolean"),
  column("Modified_Time", "datetime"),
] as const

const words = [
  "Ada",
  'Gödel "K"',
  "O'Neil",
  "two\nlines",
  "tab\tand, comma",
  "日本語",
  "🙂",
  "NULL",
  "-0",
  "1e5",
  " spaces ",
  "=1+1",
  "007",
]

/** Rows of all kinds of values, in the order of their ids. */
export const rows = Array.from({ length: 5_000 }, (_, at) => [
  `41508680000${String(10_000_000 + at)}`,
  words[at % words.length] ?? "",
  at % 7 === 0 ? "" : String(BigInt(at) * 1_000_000_007n - 9_007_199_254_740_993n),
  at % 5 === 0 ? "" : `${at}.${String(at % 100).padStart(2, "0")}`,
  at % 3 === 0 ? "" : String(at % 2 === 0),
  `2026-11-26T09:00:${String(at % 60).padStart(2, "0")}+05:30`,
])
