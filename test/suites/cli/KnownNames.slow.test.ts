import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { largeOrganization } from "../../support/largeOrganization.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords } from "../../support/scripts.ts"
import { countOf, machine } from "../../support/onDisk.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const lines = (text: string): ReadonlyArray<string> => text.split("\n").filter((line) => line !== "")

/** A machine on which something is known of an organisation. */
const knowing = Effect.gen(function* () {
  const here = yield* machine()
  const env = { XDG_CACHE_HOME: here.path("cache") }
  for (const args of [["modules"], ["fields", "Contacts"], ["views", "Contacts"]]) yield* here.run(args, { env })
  const { length } = (yield* here.emulator.report).requests
  const complete = (...words: ReadonlyArray<string>) =>
    Effect.map(here.run(["complete", "--", ...words], { env }), ({ exitCode, stderr, stdout }) => {
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      return lines(stdout)
    })
  return { ...here, complete, asked: length }
})

describe("names that are known", () => {
  it.live("are told to shells, and nothing is sent for it", () =>
    Effect.gen(function* () {
      const { asked, complete, emulator } = yield* knowing
      assert.deepStrictEqual(yield* complete("export", "con"), ["Contacts"])
      assert.deepStrictEqual(yield* complete("export", "Contact", "--fields", "Email,La"), ["Email,Last_Name"])
      assert.deepStrictEqual(yield* complete("export", "Contacts", "--view", "All"), ["All Contacts"])
      assert.deepStrictEqual(yield* complete("organization", "--modules", "Leads,Lea"), [])
      assert.deepStrictEqual(yield* complete("export", "Leads", "--fields", ""), [])
      assert.deepStrictEqual(yield* complete("export", "--api-domain", "127.0.0.1:1", "Con"), [])
      assert.deepStrictEqual(yield* complete("export", "--profile", "nobody", "Con"), [])
      assert.deepStrictEqual(yield* complete("export", "--data-center", "mars", "Con"), [])
      assert.deepStrictEqual(yield* complete("exp"), [])
      assert.lengthOf((yield* emulator.report).requests, asked)
    }),
  )

  it.live("are none where there is no sign-in, and that is no error", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const env = { ZOHO_ACCESS_TOKEN: "", XDG_CACHE_HOME: path("cache") }
      const { exitCode, stderr, stdout } = yield* run(["complete", "--", "export", "C"], { env })
      assert.deepStrictEqual([exitCode, stdout, stderr], [0, "", ""])
    }),
  )

  it.live("are those of another organisation no more than its tokens are", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const env = { XDG_CACHE_HOME: here.path("cache") }
      yield* here.run(["modules"], { env })
      yield* here.run(["modules"], { env: { ...env, ZOHO_ORG_ID: "42" } })
      assert.strictEqual(yield* countOf(here, "getModules"), 2)
    }),
  )
})

/** A journey that was cut short. */
const journeyBegun = "export-contacts-20261122-091500-abcd"

/** Puts a sign-in, a journey and a file where a shell could find them. */
const furnish = (home: string): void => {
  const journey = join(home, ".local/state/zoho-bulk/journeys", journeyBegun)
  const sign = join(home, ".config/zoho-bulk")
  for (const folder of [journey, sign]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const begunAt = Date.parse("2026-11-22T09:15:00Z")
  const what = {
    id: journeyBegun,
    command: "export",
    begunAt,
    module: "Contacts",
    settings: {},
    request: {},
    output: "-",
  }
  writeFileSync(join(journey, "journey.json"), JSON.stringify(what))
  const grant = { clientId: "1000.A", clientSecret: "s", refreshToken: "1000.b.c" }
  const profile = { ...grant, settings: {}, savedAt: begunAt }
  writeFileSync(join(sign, "profiles.json"), JSON.stringify({ work: profile }), { mode: 0o600 })
  writeFileSync(join(home, "leads.csv"), "")
}

/** What a shell runs: the command by its name, its script, and what somebody types. */
const shells = [
  {
    shell: "bash",
    path: "/bin/bash",
    program: (start: string, script: string) => `
${start}
${script}
type_words() {
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}
  set -- $(complete -p zoho-bulk); while [ "$1" != -F ]; do shift; done
  "$2" zoho-bulk "\${COMP_WORDS[COMP_CWORD]}"
  printf '%s\\n' "\${COMPREPLY[@]}"
}
type_words zoho-bulk export Con
type_words zoho-bulk export Contacts --fields Email,La
type_words zoho-bulk export Contacts --view A
type_words zoho-bulk exp
type_words zoho-bulk export --data-center e
type_words zoho-bulk get --profile wo
type_words zoho-bulk resume export-contacts-2
cd "$HOME"
type_words zoho-bulk import lea
type_words zoho-bulk export Contacts --output lea
`,
    shown: [
      "Contacts",
      "Email,Last_Name",
      "All\\ Contacts",
      "export",
      "eu",
      "work",
      journeyBegun,
      "leads.csv",
      "leads.csv",
    ],
  },
  {
    shell: "zsh",
    path: "/usr/bin/zsh",
    program: (start: string, script: string) => `
${start}
compdef() { : }
compadd() { shift 2; print -rl -- "$@" }
_arguments() { print words }
_describe() { : }
${script}
type_words() { words=("$@"); CURRENT=$#; _zoho_bulk }
type_words zoho-bulk export Con
type_words zoho-bulk export Contacts --fields Email,La
type_words zoho-bulk export Contacts --view A
type_words zoho-bulk exp
type_words zoho-bulk get --profile wo
type_words zoho-bulk resume export-contacts-2
`,
    shown: ["Contacts", "Email,Last_Name", "All Contacts", "words", "work", journeyBegun],
  },
  {
    shell: "fish",
    path: "/usr/bin/fish",
    program: (start: string, script: string) => `
${start.replace("() {", "").replace("zoho-bulk ", "function zoho-bulk; ").replace('"$@"; }', "$argv; end")}
${script}
complete -C "zoho-bulk export Con"
complete -C "zoho-bulk export Contacts --fields Email,La"
complete -C "zoho-bulk export Contacts --view A"
complete -C "zoho-bulk exp" | string split -f1 \\t
complete -C "zoho-bulk export --data-center e" | string split -f1 \\t
complete -C "zoho-bulk get --profile wo"
complete -C "zoho-bulk resume export-contacts-2"
cd $HOME
complete -C "zoho-bulk import lea" | string split -f1 \\t
`,
    shown: ["Contacts", "Email,Last_Name", "All Contacts", "export", "eu", "work", journeyBegun, "leads.csv"],
  },
]

describe("completions", () => {
  it.live.each(shells)("for $shell complete the names that are known", ({ path, program, shell, shown }) =>
    Effect.gen(function* () {
      assert.isTrue(existsSync(path), `there is no ${path}; it is in Debian's ${shell}`)
      const { origin } = yield* emulatedOnPort()
      const folder = yield* temporaryFolder
      furnish(folder)
      const env = { HOME: folder, ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
      const run = (...args: ReadonlyArray<string>) => Effect.promise(() => runProcess(thisRuntime, args, { env }))
      for (const args of [["modules"], ["fields", "Contacts"], ["views", "Contacts"]]) yield* run(...args)
      const { stdout: script } = yield* run("--completions", shell)
      const words = commandWords(thisRuntime).map((word) => `'${word}'`)
      const start = `zoho-bulk() { ${words.join(" ")} "$@"; }`
      const noStart = { bash: ["--norc"], zsh: ["-f"], fish: ["--no-config"] }[shell] ?? []
      const file = join(folder, "typing")
      writeFileSync(file, program(start, script))
      const asked = yield* Effect.promise(() => runProcess(thisRuntime, [file], { command: [path, ...noStart], env }))
      assert.deepStrictEqual(lines(asked.stdout), shown, asked.stderr)
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )
})

describe("an organisation of 40 modules, one of them with 300 fields", () => {
  it.live("is listed by every command", () =>
    Effect.gen(function* () {
      const here = yield* machine({ organization: largeOrganization(1_000) })
      const env = { XDG_CACHE_HOME: here.path("cache") }
      const listed = (args: ReadonlyArray<string>) =>
        Effect.map(here.run([...args], { env }), ({ exitCode, stderr, stdout }) => {
          assert.strictEqual(exitCode, 0, stderr)
          return lines(stdout)
        })
      assert.lengthOf(yield* listed(["modules"]), 41)
      assert.lengthOf(yield* listed(["fields", "Module_0"]), 302)
      assert.lengthOf(yield* listed(["views", "Module_0"]), 3)
      assert.deepStrictEqual(yield* listed(["count", "Module_39"]), ["1,000 records of Module_39"])
      assert.lengthOf(yield* listed(["organization", "--output", here.path("mine.json")]), 2)
      assert.lengthOf(yield* listed(["complete", "--", "export", "Module_0", "--fields", "Text_"]), 300)
      assert.lengthOf(yield* listed(["complete", "--", "export", ""]), 40)
    }),
  )
})
