/**
 * What `SECURITY.md` claims, and the tests that it names for it.
 */

/** A test, by its file and its title. */
interface NamedTest {
  readonly file: string
  readonly title: string
}

const named = /`(test\/[\w./-]+\.test\.ts)`: "([^"]+)"/g

const testsIn = (text: string): ReadonlyArray<NamedTest> =>
  [...text.matchAll(named)].map(([, file = "", title = ""]) => ({ file, title }))

/** The claims of a page, each in one line: what holds, and not what does not. */
const claimsIn = (page: string): ReadonlyArray<string> => {
  const [holds = ""] = page.split(/^## What does not hold$/m)
  return holds
    .split(/^(?=[-#])/m)
    .filter((part) => part.startsWith("- "))
    .map((claim) => claim.slice(2).trim().replaceAll(/\s+/g, " "))
}

/** Finds the claims that no test stands behind; `read` gives the text of a file, where there is one. */
export const unheldClaims = (page: string, read: (file: string) => string | undefined): ReadonlyArray<string> =>
  claimsIn(page).flatMap((claim) => {
    const tests = testsIn(claim)
    if (tests.length === 0) return [`${claim}: no test is named`]
    return tests.flatMap(({ file, title }) => {
      const text = read(file)
      if (text === undefined) return [`${file}: there is no such file`]
      return text.includes(`("${title}"`) ? [] : [`${file}: there is no test "${title}"`]
    })
  })
