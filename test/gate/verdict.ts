/**
 * What a check says at its end.
 */

/** What one tool found. */
export interface Finding {
  /** The tool and what it looked at, such as `tsc packages/core`. */
  readonly what: string
  /** How many files it saw. */
  readonly seen: number
  /** What is wrong, ready to be read; none when all is well. */
  readonly faults: ReadonlyArray<string>
}

/** Says which files a tool should have seen and did not. */
export const unseen = (
  tool: string,
  expected: Iterable<string>,
  seen: Iterable<string>,
  remedy: string,
): ReadonlyArray<string> => {
  const known = new Set(seen)
  const missing = [...expected].filter((file) => !known.has(file))
  if (missing.length === 0) return []
  return [`${tool} has not seen ${missing.length} of the files that there are (${remedy}):`, ...missing.map(indent)]
}

/** Prints the findings of a check and makes the process fail when there is a fault, or when nothing was looked at. */
export const report = (check: string, findings: ReadonlyArray<Finding>): void => {
  let red = findings.length === 0
  for (const { faults, seen, what } of findings) {
    const problems = seen === 0 && faults.length === 0 ? ["no file was looked at"] : faults
    for (const problem of problems) console.log(problem)
    console.log(`${check}: ${what}: ${problems.length > 0 ? "red" : "green"}, ${seen} files`)
    red ||= problems.length > 0
  }
  if (red) process.exitCode = 1
}

const indent = (line: string): string => `  ${line}`
