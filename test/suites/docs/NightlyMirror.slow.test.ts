import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { recipeOf } from "../../docs/recipes.ts"
import { sectionsOf } from "../../docs/sections.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { installedCommand } from "../../support/installedCommand.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { query } from "../../support/sqliteRows.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const page = repositoryFile("docs/recipes/nightly-mirror.md")
const ofDatabase =
  sectionsOf(page, 2).find(({ title }) => title === "With a database in place of the folder")?.text ?? ""
const blocks = codeBlocks(page.replace(ofDatabase, ""))
const codeIn = (shown: typeof blocks, wanted: string) =>
  shown.flatMap(({ code, language }) => (language === wanted ? [code] : []))
const codeOf = (wanted: string) => codeIn(blocks, wanted)

/** The unit files of a page, by their names. */
const unitsOf = (text: string) =>
  new Map(
    [...text.matchAll(/`\/etc\/systemd\/system\/([\w.-]+)`[^`]*?```ini(?: no-run)?\n([\s\S]*?)```/g)].map(
      ([, name = "", unit = ""]) => [name, unit],
    ),
  )

const units = unitsOf(page)

const shell = (line: string, more: { readonly cwd: string; readonly env: Readonly<Record<string, string>> }) =>
  Effect.promise(() => runProcess("node", [], { ...more, command: ["/bin/sh", "-c", line] }))

/** What systemd has to say of unit files, where there is one. */
const verified = Effect.fnUntraced(function* (files: ReadonlyMap<string, string>, about: string) {
  const folder = yield* temporaryFolder
  mkdirSync(`${folder}/units`)
  for (const [name, text] of files) writeFileSync(`${folder}/units/${name}`, text)
  const paths = [...files.keys()].map((name) => `${folder}/units/${name}`).join(" ")
  const { stdout } = yield* shell(
    `command -v systemd-analyze > /dev/null || exit 0; systemd-analyze verify --man=no ${paths} 2>&1 | grep ${about} || true`,
    { cwd: folder, env: { PATH: "/usr/bin:/bin" } },
  )
  return stdout
})

describe("the recipe of a nightly mirror", () => {
  it.live(
    "runs as it is shown, line by line, night after night",
    () =>
      Effect.gen(function* () {
        const { PATH, folder, variables } = yield* installedCommand
        const { emulator, origin } = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 12, Deals: 5 } })
        writeFileSync(`${folder}/nightly.json`, codeOf("json")[0] ?? "")
        const handedOut = `${folder}/srv`
        mkdirSync(handedOut)
        const script = recipeOf("nightly-mirror").files.get("hand-out.sh") ?? ""
        writeFileSync(`${folder}/hand-out.sh`, script.replaceAll("/srv/zoho", handedOut))
        const env = { ...variables, HOME: folder, PATH, ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
        const lines = blocks.flatMap(({ code, info, language }) =>
          language === "sh" && info === "" ? code.trim().split("\n") : [],
        )
        assert.isAtLeast(lines.length, 6)
        const [, nightly = "", , check = ""] = lines
        const rowsOf = (name: string) => readFileSync(name, "utf8").trim().split("\n").length - 1
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
        const before = rowsOf(`${folder}/copies/Leads.csv`)
        yield* emulator.edit([{ module: "Leads", create: { Last_Name: "Boyle", Company: "Zylker" } }])
        assert.strictEqual((yield* shell(job, nights)).exitCode, 0)
        for (const place of [`${folder}/copies`, handedOut]) {
          assert.strictEqual(rowsOf(`${place}/Leads.csv`), before + 1)
          assert.sameMembers(
            readdirSync(place).filter((name) => /^\.?(Leads|Deals)/.test(name)),
            ["Leads.csv", "Deals.csv"],
          )
        }
        assert.strictEqual(statSync(`${handedOut}/Leads.csv`).mode & 0o777, 0o640)
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
      assert.strictEqual(yield* verified(units, "zoho-mirror"), "")
      const service = units.get("zoho-mirror.service") ?? ""
      const commands = [...service.matchAll(/^ExecStart=\/usr\/bin\/env (.+)$/gm)].map(([, command]) => command)
      const shown = codeOf("sh").join("")
      assert.strictEqual(commands.length, 2)
      assert.include(service, "Environment=PATH=/usr/local/bin:")
      assert.include(service, "EnvironmentFile=-/etc/zoho-bulk.env")
      assert.include(service, "ExecStart=/bin/sh hand-out.sh\n")
      assert.include(codeOf("crontab").join(""), " && sh hand-out.sh || ")
      for (const command of commands) assert.include(shown, `${command}\n`)
      assert.include(units.get("zoho-mirror.timer") ?? "", "Persistent=true")
    }).pipe(Effect.scoped),
  )
})

describe("the recipe of a nightly mirror into a database", () => {
  const shown = codeBlocks(ofDatabase)
  const [config = ""] = codeIn(shown, "json")
  const [lines = ""] = codeIn(shown, "sh")
  const [execs = ""] = codeIn(shown, "ini")
  const script = recipeOf("nightly-mirror").files.get("hand-out-database.sh") ?? ""

  it.live(
    "runs as it is shown, and hands out a snapshot that has every change and that anyone who may read it can open",
    () =>
      Effect.gen(function* () {
        const { PATH, folder, variables } = yield* installedCommand
        const { emulator, origin } = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 12, Deals: 5 } })
        const handedOut = `${folder}/srv`
        mkdirSync(handedOut)
        const here = (text: string) => text.replaceAll("/srv/zoho", handedOut)
        writeFileSync(`${folder}/nightly.json`, config)
        writeFileSync(`${folder}/hand-out-database.sh`, here(script))
        const env = { ...variables, HOME: folder, PATH, ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
        const night = Effect.forEach(here(lines).trim().split("\n"), (line) =>
          Effect.map(shell(line, { cwd: folder, env }), ({ exitCode, stderr, stdout }) => {
            assert.strictEqual(exitCode, 0, `${line}\n${stderr}`)
            return stdout
          }),
        )
        assert.strictEqual((yield* night).at(-1), "12\n")
        yield* emulator.edit([{ module: "Leads", create: { Last_Name: "Boyle", Company: "Zylker" } }])
        // What reads the database keeps the changes of the night in the -wal file.
        const reader = openSqlite(`${folder}/crm.db`, { readOnly: true, timeout: 1_000 })
        reader.prepare("BEGIN").run()
        reader.prepare("SELECT count(*) FROM Leads").all()
        assert.strictEqual((yield* night).at(-1), "13\n")
        copyFileSync(`${folder}/crm.db`, `${folder}/file.db`)
        assert.deepStrictEqual(query(`${folder}/file.db`, "SELECT count(*) FROM Leads"), [[12n]])
        reader.close()
        assert.deepStrictEqual(readdirSync(handedOut), ["crm.db"])
        assert.strictEqual(statSync(`${handedOut}/crm.db`).mode & 0o777, 0o640)
        const versions = (file: string) => [...readFileSync(file).subarray(18, 20)]
        assert.deepStrictEqual(versions(`${folder}/crm.db`), [2, 2])
        assert.deepStrictEqual(versions(`${handedOut}/crm.db`), [1, 1])
        const columns = `SELECT name FROM pragma_table_info('Leads') WHERE name = 'Description'`
        assert.deepStrictEqual(query(`${handedOut}/crm.db`, columns), [])
        writeFileSync(`${folder}/hand-out-database.sh`, here(script).replace("VACUUM INTO", "VACUUM INTO OUT OF"))
        const failed = yield* shell("sh hand-out-database.sh", { cwd: folder, env })
        assert.notStrictEqual(failed.exitCode, 0)
        assert.deepStrictEqual(query(`${handedOut}/crm.db`, "SELECT count(*) FROM Leads"), [[13n]])
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    300_000,
  )

  it.live("has lines of a unit that systemd takes, which run what the page has tried", () =>
    Effect.gen(function* () {
      const service = units.get("zoho-mirror.service") ?? ""
      const withDatabase = service.replace(/(?:^ExecStart=.*\n){3}/m, execs)
      assert.strictEqual(withDatabase.match(/^ExecStart=/gm)?.length, 3)
      assert.include(withDatabase, execs)
      const ours = new Map(units).set("zoho-mirror.service", withDatabase)
      assert.strictEqual(yield* verified(ours, "zoho-mirror"), "")
      const commands = [...execs.matchAll(/^ExecStart=\/(?:usr\/bin\/env |bin\/)(.+)$/gm)].map(([, command]) => command)
      assert.deepStrictEqual(commands, lines.trim().split("\n").slice(0, 3))
    }).pipe(Effect.scoped),
  )
})

describe("the recipe of a nightly import", () => {
  const text = repositoryFile("docs/recipes/nightly-import.md")

  it.live("has units that systemd takes, which run its script as the page does", () =>
    Effect.gen(function* () {
      const ours = unitsOf(text)
      assert.sameMembers([...ours.keys()], ["zoho-import.service", "zoho-import.timer", "zoho-import-failed.service"])
      assert.strictEqual(yield* verified(ours, "zoho-import"), "")
      const service = ours.get("zoho-import.service") ?? ""
      assert.include(service, "ExecStart=/bin/sh nightly-import.sh\n")
      assert.include(service, "EnvironmentFile=-/etc/zoho-bulk.env")
      assert.include(service, "Environment=PATH=/usr/local/bin:")
    }).pipe(Effect.scoped),
  )

  it.live("logs each line of a night by the log of the machine, and tells there when it fails", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const [crontab = ""] = codeBlocks(text).flatMap(({ code, language }) => (language === "crontab" ? [code] : []))
      const job = (crontab.trim().split("\n")[1] ?? "").split(" ").slice(5).join(" ").replace("/var/lib/zoho", folder)
      writeFileSync(
        `${folder}/logger`,
        `#!/bin/sh\ncase "$*" in *--tag*) cat ;; *) echo "$*" ;; esac >> ${folder}/log\n`,
        { mode: 0o755 },
      )
      writeFileSync(`${folder}/nightly-import.sh`, "echo a line; echo another >&2; exit 6\n")
      const env = { PATH: `${folder}:/usr/bin:/bin` }
      assert.deepInclude(yield* shell(job, { cwd: "/", env }), { stderr: "", stdout: "" })
      assert.strictEqual(
        readFileSync(`${folder}/log`, "utf8").split("\n").toSorted().join("\n"),
        "\n--priority user.err The import into Zoho CRM failed\na line\nanother",
      )
    }).pipe(Effect.scoped),
  )
})

describe("the page of durable journeys", () => {
  it.live("has a unit that systemd takes, and starts its runner as often as need be", () =>
    Effect.gen(function* () {
      const ours = unitsOf(repositoryFile("docs/durable.md"))
      assert.deepStrictEqual([...ours.keys()], ["zoho-runner.service"])
      assert.strictEqual(yield* verified(ours, "zoho-runner"), "")
      const [ofUnit = ""] = (ours.get("zoho-runner.service") ?? "").split("[Service]")
      assert.include(ofUnit, "StartLimitIntervalSec=0\n")
    }).pipe(Effect.scoped),
  )
})
