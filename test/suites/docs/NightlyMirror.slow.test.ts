import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { installedCommand } from "../../support/installedCommand.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const page = repositoryFile("docs/recipes/nightly-mirror.md")
const blocks = codeBlocks(page)
const codeOf = (wanted: string) => blocks.flatMap(({ code, language }) => (language === wanted ? [code] : []))

/** The unit files of the page, by their names. */
const units = new Map(
  [...page.matchAll(/`\/etc\/systemd\/system\/([\w.-]+)`[^`]*?```ini\n([\s\S]*?)```/g)].map(
    ([, name = "", text = ""]) => [name, text],
  ),
)

const shell = (line: string, more: { readonly cwd: string; readonly env: Readonly<Record<string, string>> }) =>
  Effect.promise(() => runProcess("node", [], { ...more, command: ["/bin/sh", "-c", line] }))

describe("the recipe of a nightly mirror", () => {
  it.live(
    "runs as it is shown, line by line, night after night",
    () =>
      Effect.gen(function* () {
        const { PATH, folder, variables } = yield* installedCommand
        const { origin } = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 12, Deals: 5 } })
        writeFileSync(`${folder}/nightly.json`, codeOf("json")[0] ?? "")
        const env = { ...variables, HOME: folder, PATH, ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
        const lines = blocks.flatMap(({ code, info, language }) =>
          language === "sh" && info === "" ? code.trim().split("\n") : [],
        )
        assert.isAtLeast(lines.length, 6)
        const [, nightly = "", , check = ""] = lines
        for (const line of [...lines, nightly, check]) {
          const { exitCode, stderr } = yield* shell(line, { cwd: folder, env })
          assert.strictEqual(exitCode, 0, `${line}\n${stderr}`)
        }
        const [crontab = ""] = codeOf("crontab")
        const [path, cron = ""] = crontab.trim().split("\n")
        assert.strictEqual(path, "PATH=/usr/local/bin:/usr/bin:/bin")
        const job = cron.split(" ").slice(5).join(" ").replace("/var/lib/zoho", folder)
        // What is told, and how, as a machine without a log would lose it.
        const logger = `#!/bin/sh\ncase "$*" in *--tag*) cat ;; *) echo "$*" ;; esac >> ${folder}/log\n`
        mkdirSync(`${folder}/log-bin`)
        writeFileSync(`${folder}/log-bin/logger`, logger, { mode: 0o755 })
        const nights = { cwd: "/", env: { ...env, PATH: `${folder}/log-bin:${PATH}` } }
        const logged = () => readFileSync(`${folder}/log`, "utf8")
        assert.strictEqual((yield* shell(job, nights)).exitCode, 0)
        assert.include(logged(), "Leads")
        assert.notInclude(logged(), "failed")
        writeFileSync(`${folder}/nightly.json`, "{")
        const { stderr, stdout } = yield* shell(job, nights)
        assert.deepStrictEqual({ stderr, stdout }, { stderr: "", stdout: "" })
        assert.include(logged(), "nightly.json")
        assert.include(logged(), "--priority user.err The copy of Zoho CRM failed\n")
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    300_000,
  )

  it.live("has units that systemd takes, which run what the page has tried", () =>
    Effect.gen(function* () {
      assert.sameMembers([...units.keys()], ["zoho-mirror.service", "zoho-mirror.timer", "zoho-mirror-failed.service"])
      const folder = yield* temporaryFolder
      mkdirSync(`${folder}/units`)
      for (const [name, text] of units) writeFileSync(`${folder}/units/${name}`, text)
      const paths = [...units.keys()].map((name) => `${folder}/units/${name}`).join(" ")
      const verified = yield* shell(
        `command -v systemd-analyze > /dev/null || exit 0; systemd-analyze verify --man=no ${paths} 2>&1 | grep zoho-mirror || true`,
        { cwd: folder, env: { PATH: "/usr/bin:/bin" } },
      )
      assert.strictEqual(verified.stdout, "")
      const service = units.get("zoho-mirror.service") ?? ""
      const commands = [...service.matchAll(/^ExecStart=\/usr\/bin\/env (.+)$/gm)].map(([, command]) => command)
      const shown = codeOf("sh").join("")
      assert.strictEqual(commands.length, 2)
      assert.include(service, "Environment=PATH=/usr/local/bin:")
      assert.include(service, "EnvironmentFile=-/etc/zoho-bulk.env")
      for (const command of commands) assert.include(shown, `${command}\n`)
      assert.include(units.get("zoho-mirror.timer") ?? "", "Persistent=true")
    }).pipe(Effect.scoped),
  )
})
