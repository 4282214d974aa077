import { grammar } from "../../../packages/core/src/domain/conditionGrammar.ts"
import { assert, describe, it } from "@effect/vitest"
import { exitCodeOf } from "@zoho-bulk/core/cli"
import { settingNames } from "@zoho-bulk/core/runtime"
import { Condition } from "@zoho-bulk/core"
import { Result } from "effect"
import { repositoryFile } from "../../support/examples.ts"
import { everyFailure } from "../../support/everyFailure.ts"

describe("docs/failures.md", () => {
  it("lists every failure once, with whether it is tried again and its exit code", () => {
    const rows = [
      ...repositoryFile("docs/failures.md").matchAll(/^\| `(\w+)` +\|[^|]*\|[^|]*\| (yes|no) +\| (\d|-) +\|$/gm),
    ]
    const told = rows.map(([, tag, retried, exitCode]) => ({ tag, retried, exitCode }))
    const ofTheCommand = everyFailure.map((failure) => ({
      tag: failure._tag,
      retried: failure.isRetryable ? "yes" : "no",
      exitCode: String(exitCodeOf(failure)),
    }))
    assert.sameDeepMembers(told, [...ofTheCommand, { tag: "RowNotDecodable", retried: "no", exitCode: "-" }])
  })
})

describe("the README", () => {
  const readme = repositoryFile("README.md")

  it("names every setting's variable and flag, or those of its like", () => {
    for (const key of ["dataCenter", "environment", "apiVersion", "apiDomain", "orgId"] as const) {
      const { flag, variable } = settingNames[key]
      assert.match(readme, new RegExp(`\`${variable}\`[^\\n]*\`--${flag}\``))
    }
    for (const { variable } of Object.values(settingNames).filter(({ flag }) => flag !== "profile")) {
      assert.include(readme, variable)
    }
  })
})

describe("docs/where.md", () => {
  it("has examples that can be read", () => {
    for (const { example } of Object.values(grammar.comparators)) {
      assert.isTrue(Result.isSuccess(Condition.parse(example)), example)
    }
  })
})
