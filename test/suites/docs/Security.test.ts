import { existsSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { unheldClaims } from "../../docs/securityClaims.ts"
import { repositoryFile } from "../../support/examples.ts"
import { root } from "../../support/scripts.ts"

const read = (file: string): string | undefined => (existsSync(`${root}${file}`) ? repositoryFile(file) : undefined)

describe("SECURITY.md", () => {
  it("names the tests that hold its claims, and there are such tests", () => {
    assert.deepStrictEqual(unheldClaims(repositoryFile("SECURITY.md"), read), [])
  })

  it("would be found out if it claimed what no test holds", () => {
    const held = '`test/a.test.ts`: "holds\n  it"'
    const page = `- One. ${held}\n- Two.\n- Three. \`test/b.test.ts\`: "it"\n- Four. \`test/a.test.ts\`: "holds"\n\n## What does not hold\n\n- Five.\n`
    const files: Readonly<Record<string, string>> = { "test/a.test.ts": 'it("holds it", () => {})' }
    assert.deepStrictEqual(
      unheldClaims(page, (file) => files[file]),
      ["Two.: no test is named", "test/b.test.ts: there is no such file", 'test/a.test.ts: there is no test "holds"'],
    )
  })
})
