import { assert, describe, it } from "@effect/vitest"
import { exitCodeOf } from "@zoho-bulk/core/cli"
import { settingNames } from "@zoho-bulk/core/runtime"
import { repositoryFile } from "../../support/examples.ts"
import { everyFailure } from "../../support/everyFailure.ts"

const readme = repositoryFile("README.md")
describe("the README", () => {
  it("lists every failure once, with whether it is retried and its exit code", () => {
    const rows = [...readme.matchAll(/^\| `(\w+)` +\|[^|]*\|[^|]*\| (yes|no) +\| (\d) +\|$/gm)]
    const told = rows.map(([, tag, retried, exitCode]) => ({ tag, retried, exitCode: Number(exitCode) }))
    const true_ = everyFailure.map((failure) => ({
      tag: failure._tag,
      retried: failure.isRetryable ? "yes" : "no",
      exitCode: exitCodeOf(failure),
    }))
    assert.sameDeepMembers(told, true_)
  })

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
