import { Condition } from "@zoho-bulk/core"
import { grammar } from "../../packages/core/src/domain/conditionGrammar.ts"

const { comparators, daysOnTimes, fields, mostValues, relativeTimes } = grammar

const takes = { value: "one value", list: `a list of at most ${mostValues}`, range: "the two ends of a range" } as const

const code = (text: string): string => `\`${text}\``

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const table = (header: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [row(header), row(header.map(() => "---")), ...rows.map(row)].join("\n")

const comparatorRows = Condition.comparators.map((name) => {
  const { example, signs, takes: what } = comparators[name]
  return [[...signs, name].map(code).join(", "), takes[what], code(example)]
})

const fieldRows = Object.values(fields).map(({ comparators: names, types, values }) => [
  types.map(code).join(", "),
  names.map((name) => code(comparators[name].signs[0] ?? name)).join(" "),
  values,
])

/** `docs/where.md`: the grammar of conditions, from the tables that are read by. */
export const wherePage = `# Which records: \`--where\`

<!-- Written by \`pnpm docs:write\` from packages/core/src/domain/conditionGrammar.ts. -->

\`\`\`text
Field comparator value
Field is empty            Field is not empty
... and ...               ... or ...               ( ... )
\`\`\`

\`and\` binds more tightly than \`or\`. Name a field by its API name or its label, in quotes if it has spaces: \`"Last Name" = Boyle\`. Name a field
of the record that a lookup points to by its path: \`Account_Name.Phone\`. Put values with spaces, commas or parentheses into quotes, single or
double. One export can have 25 comparisons, including those of its view. You can also write Zoho's own criteria, in JSON.

## Comparators

${table(["Comparator", "Value", "Example"], comparatorRows)}

Split a longer list into several, joined by \`or\` (for \`in\`) or by \`and\` (for \`not_in\`).

## Types

The command asks Zoho for the types of the fields (1 credit, once a day), and reads each value as its field's type: \`Phone = 0791234567\` stays
text, and no digit of a number is lost.

${table(["Type of field", "Comparators", "Values"], fieldRows)}

If the token may not read the fields, or with \`--no-metadata\`, a value is a number if it looks like one and would lose no digit, \`true\` and
\`false\` are booleans, and everything else is text. Date and time fields are recognised by their names: \`..._Time\`, and those with \`Date\` in them.

## Times

Days and times without an offset are in the zone of \`--time-zone\`, or else of this machine; the command shows which zone it used.

${table(["Written", "Means"], relativeTimes)}

Compared with a \`datetime\` field, a day means:

${table(["Written", "Means"], daysOnTimes)}
`
