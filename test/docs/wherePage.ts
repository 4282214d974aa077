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

\`and\` goes before \`or\`. A field is named by its API name or by its label, in quotes where it has blanks: \`"Last Name" = Boyle\`. A field of the
record that a lookup points at is named by its path: \`Account_Name.Phone\`. Values with blanks, commas or parentheses are put into quotes, single
or double. One export takes 25 comparisons, those of its view included. Zoho's own criteria, in JSON, are taken as well.

## Comparators

${table(["Comparator", "Takes", "Example"], comparatorRows)}

More values than a list takes are spread over several, joined by \`or\`.

## Types

The types of the fields, which are asked for (1 credit, once a day), decide what a value is. So \`Phone = 0791234567\` stays text, and no digit of
a number is lost.

${table(["Type of field", "Comparators", "Values"], fieldRows)}

Where the fields may not be asked for, or with \`--no-metadata\`, what looks like a number that loses no digit is one, \`true\` and \`false\` are
booleans, and all else is text. Times are known by the names of their fields: \`..._Time\`, and those with \`Date\` in them.

## Times

Days and times without an offset are those of \`--time-zone\`, or of the zone of this machine; the command says which one it took.

${table(["Written", "Means"], relativeTimes)}

Compared with a field that has times, a day means:

${table(["Written", "Means"], daysOnTimes)}
`
