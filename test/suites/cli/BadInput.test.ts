import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, zohoBulk } from "../../support/commandLine.ts"

interface Case {
  readonly given: string
  readonly args: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
  /** What the message has to name. */
  readonly names: ReadonlyArray<string>
}

const token = { ZOHO_ACCESS_TOKEN: "t" }

const cases: ReadonlyArray<Case> = [
  { given: "an id that is not digits", args: ["get", "41508x"], env: token, names: ["41508x", "digits"] },
  {
    given: "a list of fields with nothing between two commas",
    args: ["export", "Deals", "--fields", "Deal_Name,,Stage"],
    env: token,
    names: ["--fields", "Deal_Name,,Stage", "every comma"],
  },
  {
    given: "an unknown data centre",
    args: ["get", "1", "--data-center", "mars"],
    env: token,
    names: ["--data-center", "mars", "us, eu, in"],
  },
  {
    given: "an unknown data centre in a variable",
    args: ["get", "1"],
    env: { ...token, ZOHO_DATA_CENTER: "mars" },
    names: ["ZOHO_DATA_CENTER", "mars", "us, eu, in"],
  },
  {
    given: "an unknown version",
    args: ["get", "1", "--api-version", "v9"],
    env: token,
    names: ["--api-version", "v9", "v2.1"],
  },
  { given: "an unknown kind", args: ["get", "1", "--kind", "delete"], env: token, names: ["--kind", "read", "write"] },
  { given: "an unknown environment", args: ["get", "1", "--environment", "x"], env: token, names: ["sandbox"] },
  {
    given: "a data centre and a host that contradict each other",
    args: ["get", "1"],
    env: { ...token, ZOHO_DATA_CENTER: "eu", ZOHO_API_DOMAIN: "www.zohoapis.com" },
    names: ["ZOHO_DATA_CENTER", "ZOHO_API_DOMAIN", "contradict"],
  },
  {
    given: "an access token and a refresh grant",
    args: ["get", "1"],
    env: { ...token, ZOHO_REFRESH_TOKEN: "r" },
    names: ["ZOHO_ACCESS_TOKEN", "ZOHO_REFRESH_TOKEN", "contradict"],
  },
  { given: "no token at all", args: ["get", "1"], names: ["ZOHO_ACCESS_TOKEN"] },
  {
    given: "a token with a line break in it",
    args: ["get", "1"],
    env: { ZOHO_ACCESS_TOKEN: "1000.abc\r\nX-Evil: 1" },
    names: ["ZOHO_ACCESS_TOKEN", "line break"],
  },
  {
    given: "plain http to a host that is not this machine",
    args: ["get", "1", "--api-domain", "http://zoho.example"],
    env: token,
    names: ["--api-domain", "http://zoho.example", "https://"],
  },
  { given: "no id", args: ["get"], env: token, names: ["job-id", "zoho-bulk get --help"] },
  { given: "an unknown flag", args: ["get", "1", "--jsn"], env: token, names: ["--jsn", "zoho-bulk get --help"] },
  { given: "an unknown command", args: ["gte", "1"], env: token, names: ["gte", "get"] },
  {
    given: "a sign-in that was never saved",
    args: ["get", "1", "--profile", "work"],
    env: token,
    names: ["--profile", "work"],
  },
  {
    given: "the built-in emulator and a host",
    args: ["get", "1", "--emulator", "--api-domain", "http://127.0.0.1:1"],
    names: ["emulator", "--api-domain"],
  },
]

describe("bad input is refused before any request, with exit code 2", () => {
  for (const { args, env = {}, given, names } of cases) {
    it.effect(`${given}: the message names ${names.join(", ")}`, () =>
      Effect.gen(function* () {
        const forPeople = yield* zohoBulk(args, { env })
        assert.strictEqual(forPeople.exitCode, 2)
        assert.strictEqual(forPeople.stdout, "")
        for (const name of names) assert.include(forPeople.stderr, name)

        const forPrograms = yield* zohoBulk([...args, "--json"], { env })
        assert.strictEqual(forPrograms.exitCode, 2)
        assert.strictEqual(forPrograms.stdout, "")
        const { message, remedy } = document(forPrograms.stderr)
        for (const name of names) assert.include(`${message} ${remedy}`, name)
        assert.notInclude(`${forPeople.stderr}${forPrograms.stderr}`, "1000.abc")
      }),
    )
  }
})
