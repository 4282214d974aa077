/** A file of leads that is right but for ten mistakes, each of another kind: somewhere in its first 100,000 rows. */

const header = [
  "Last Name",
  "Company",
  "Email",
  "Phone",
  "Annual Revenue",
  "No. of Employees",
  "Date_3",
  "Lead Source",
  "Interests",
  "Email Opt Out",
  "Visitor",
]

const good = (n: number): ReadonlyArray<string> => [
  `Boyle ${n}`,
  "Zylker",
  `lead${n}@example.org`,
  "+94 77 1234567",
  "1250.50",
  String(n % 900),
  `2021-0${1 + (n % 9)}-1${n % 10}`,
  "Trade Show",
  "Reports;Bulk read",
  "true",
  "4150868000000225013",
]

/** On which lines, in which column, and the cell that is wrong. */
export const mistakesInLeads: ReadonlyArray<readonly [line: number, column: string, cell: string]> = [
  [17, "Last Name", ""],
  [4_002, "Company", "x".repeat(201)],
  [10_003, "Email", "no mail"],
  [20_004, "Email", "lead1@example.org"],
  [30_005, "Annual Revenue", "1.250,50"],
  [40_006, "No. of Employees", "many"],
  [50_007, "Date_3", "31/12/2021"],
  [60_008, "Lead Source", "Hearsay"],
  [70_009, "Email Opt Out", "perhaps"],
  [100_001, "Visitor", "Patricia"],
]

/** So many leads as CSV. */
export const leadsCsv = (rows: number): string => {
  const wrong = new Map(mistakesInLeads.map(([line, column, cell]) => [line, { at: header.indexOf(column), cell }]))
  const lines = Array.from({ length: rows }, (_, n) => {
    const mistake = wrong.get(n + 2)
    const cells = good(n + 1).map((cell, at) => (mistake?.at === at ? mistake.cell : cell))
    return cells.map((cell) => (cell.includes(",") ? `"${cell}"` : cell)).join(",")
  })
  return `${[header.join(","), ...lines].join("\n")}\n`
}
