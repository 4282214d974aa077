import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { shellWords } from "../../docs/shellWords.ts"
import { instructionsOf } from "../../docs/dockerfile.ts"
import { recipeOf } from "../../docs/recipes.ts"
import { repositoryFile } from "../../support/examples.ts"
import { machine } from "../../support/onDisk.ts"
import { runProcess } from "../../support/processes.ts"

interface Step {
  readonly name?: string
  readonly run?: string
  readonly uses?: string
}

interface Workflow {
  readonly on: { readonly schedule: ReadonlyArray<{ readonly cron: string }> }
  readonly jobs: Readonly<
    Record<string, { readonly env: Readonly<Record<string, string>>; readonly steps: ReadonlyArray<Step> }>
  >
}

/** Reads YAML as Python does, in which `on` is a boolean; GitHub's reading has it as a word. */
const yaml = (text: string): Effect.Effect<Workflow> =>
  Effect.promise(async () => {
    const script =
      "import json, sys, yaml; print(json.dumps({('on' if k is True else k): v for k, v in yaml.safe_load(sys.stdin).items()}))"
    const { exitCode, stderr, stdout } = await runProcess("node", [], {
      command: ["/usr/bin/python3", "-c", script],
      stdin: text,
    })
    assert.strictEqual(exitCode, 0, stderr)
    return JSON.parse(stdout)
  })

const node = JSON.parse(repositoryFile("packages/node-runner/package.json"))

/** Runs the lines of `zoho-bulk` in a text on a machine with an emulated Zoho. */
const runLines = Effect.fnUntraced(function* (text: string) {
  const { path, run } = yield* machine({ records: { Leads: 5, Deals: 5 } })
  const lines = text.split("\n").filter((line) => line.startsWith("zoho-bulk "))
  for (const line of lines) {
    const words = shellWords(line).slice(1)
    const { exitCode, stderr, stdout } = yield* run(words.map((word) => (word.endsWith(".csv") ? path(word) : word)))
    assert.strictEqual(exitCode, 0, `${line}\n${stderr}${stdout}`)
  }
  return lines.length
})

describe("the workflow for GitHub", () => {
  it.live("is YAML, installs what the packages are, and its commands run", () =>
    Effect.gen(function* () {
      const workflow = yield* yaml(recipeOf("github-action").files.get("leads.yml") ?? "")
      assert.match(workflow.on.schedule[0]?.cron ?? "", /^\d+ \d+ \S+ \S+ \S+$/)
      const [job] = Object.values(workflow.jobs)
      for (const [name, value] of Object.entries(job?.env ?? {}))
        assert.strictEqual(/SECRET|TOKEN|CLIENT/.test(name), value.startsWith("${{ secrets."), name)
      for (const { run, uses } of job?.steps ?? []) assert.isTrue((run === undefined) !== (uses === undefined))
      const runs = (job?.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [run]))
      assert.include(runs.join("\n"), "npm install --global")
      assert.strictEqual(yield* runLines(runs.join("\n")), 3)
    }).pipe(Effect.scoped),
  )
})

describe("the image", () => {
  const { files } = recipeOf("container")
  const instructions = instructionsOf(files.get("Dockerfile") ?? "")
  const of = (keyword: string) => instructions.filter((each) => each.keyword === keyword).map(({ words }) => words)

  it("is made of instructions that there are, on a Node that the packages take", () => {
    const known = ["FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "ENTRYPOINT", "CMD"]
    assert.deepStrictEqual(
      instructions.filter(({ keyword }) => !known.includes(keyword)),
      [],
    )
    const [least = 0] = /\d+/.exec(node.engines.node)?.map(Number) ?? []
    for (const words of of("FROM")) assert.isAtLeast(Number(/^node:(\d+)/.exec(words)?.[1]), least)
  })

  it("starts the command, by nobody's rights but its own user's, from where it was put", () => {
    assert.deepStrictEqual(
      of("ENTRYPOINT").map((words) => JSON.parse(words)),
      [Object.keys(node.bin)],
    )
    assert.deepStrictEqual(of("USER"), ["node"])
    const last = instructions.map(({ keyword }) => keyword)
    assert.isBelow(last.indexOf("USER"), last.indexOf("ENTRYPOINT"))
    assert.include(of("COPY").at(-1) ?? "", "/opt/zoho-bulk")
    assert.match(of("ENV")[0] ?? "", /PATH=\/opt\/zoho-bulk\/bin:\$PATH/)
  })

  it("keeps what has to last in its volume, and no secret in its layers", () => {
    const [volume = ""] = of("VOLUME")
    for (const variable of ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"])
      assert.match(of("ENV")[0] ?? "", new RegExp(`${variable}=${volume}/`))
    assert.notMatch(files.get("Dockerfile") ?? "", /ZOHO_|SECRET|TOKEN|^ARG/m)
  })

  it("is found out where an instruction is none, or a line goes on into nothing", () => {
    assert.deepStrictEqual(instructionsOf("FROM a\nRUNN b \\\n  c\n# d\n"), [
      { keyword: "FROM", words: "a" },
      { keyword: "RUNN", words: "b c" },
    ])
    assert.throws(() => instructionsOf("FROM a\nRUN b \\\n"), /goes on/)
  })
})
