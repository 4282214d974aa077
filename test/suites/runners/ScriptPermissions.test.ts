import { assert, describe, it } from "@effect/vitest"
import { dataCenters, environments } from "@zoho-bulk/core/Settings"
import { hostsOf } from "@zoho-bulk/core/runtime"
import { environmentVariables } from "@zoho-bulk/core/cli"
import { scriptWords } from "../../support/scripts.ts"

const words = scriptWords("zoho-bulk:deno")

const listOf = (flag: string): ReadonlyArray<string> =>
  words
    .find((word) => word.startsWith(`${flag}=`))
    ?.slice(flag.length + 1)
    .split(",") ?? []

const covers = (pattern: string, host: string): boolean =>
  pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : pattern === host

describe("the Deno script", () => {
  it("is allowed files, the named variables, Zoho's API and accounts hosts and this machine, and nothing else", () => {
    assert.deepStrictEqual(
      words.filter((word) => word.startsWith("-")).map((word) => word.replace(/=.*/, "")),
      ["--quiet", "--no-prompt", "--v8-flags", "--allow-net", "--allow-env", "--allow-read", "--allow-write"],
    )
    // The last one tells the script of the workspace in which folder it was called.
    assert.sameMembers([...listOf("--allow-env")], [...environmentVariables, "INIT_CWD"])
    const hosts = listOf("--allow-net")
    const zohoHosts = dataCenters.flatMap((dc) =>
      environments.flatMap((environment) => [hostsOf(dc, environment).api, hostsOf(dc, environment).accounts]),
    )
    for (const host of zohoHosts)
      assert.isTrue(
        hosts.some((pattern) => covers(pattern, host)),
        host,
      )
    const others = hosts.filter((pattern) => !zohoHosts.some((host) => covers(pattern, host)))
    assert.deepStrictEqual(others, ["127.0.0.1", "localhost", "[::1]"])
  })
})
