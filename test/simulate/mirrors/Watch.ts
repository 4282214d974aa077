import type { Mirror } from "@zoho-bulk/core"
import { Exit } from "effect"
import { unless, type Violation } from "../check/Violation.ts"
import { idIn } from "../network/Network.ts"
import { type Machine, worldBegins } from "../world/Machine.ts"
import { checkCopy, isSameCell } from "./checkCopy.ts"
import type { Editors } from "./Editors.ts"
import type { MirrorPlayed } from "./MirrorPlayed.ts"
import type { MirrorProcess, MirrorStage } from "./MirrorRound.ts"
import { computedField } from "./organization.ts"
import { copies, database } from "./program.ts"
import { type CopiesRead, type ReadCopy, readCopies } from "./readCopy.ts"
import { readDatabase, tablesOf } from "./readDatabase.ts"

type Figures = Pick<MirrorPlayed, "checked" | "rows" | "excused" | "compared" | "readAgain" | "failures">

const diskFails: ReadonlySet<string> = new Set(["disk-fails", "disk-full"])

const hasMetDisk = ({ met }: Machine): boolean => met.some(({ trouble: { does } }) => diskFails.has(does))

/** Whether another process took the place of one while that was asleep: what it leaves is for the next one. */
const wasOvertaken = ({ ending }: MirrorProcess): boolean => JSON.stringify(ending).includes("another one has taken it")

/** Who looks at the copies whenever something has ended, and knows all that the records ever were. Nothing here knows how mirrors work. */
export class Watch {
  readonly violations: Array<Violation> = []
  readonly #stage: MirrorStage
  readonly #editors: Editors
  readonly #seen = new Map<string, string>()
  readonly #failures = new Map<string, number>()
  #isSound = true
  #figures = { checked: 0, rows: 0, excused: 0, compared: 0, readAgain: 0 }

  constructor(stage: MirrorStage, editors: Editors) {
    this.#stage = stage
    this.#editors = editors
  }

  get figures(): Figures {
    return { ...this.#figures, failures: this.#failures }
  }

  #break(...violations: ReadonlyArray<Violation>): void {
    this.violations.push(...violations)
  }

  /** The files of the copies as they are now, by their names in the folder. */
  #files(): ReadonlyMap<string, Uint8Array> {
    return new Map(
      [...this.#stage.world.disk.files()].flatMap(([path, { bytes }]) =>
        path.startsWith(`${copies}/`) ? [[path.slice(copies.length + 1), bytes] as const] : [],
      ),
    )
  }

  /** The copies as they are now. */
  #copies(): CopiesRead {
    const { databases, scenario, world } = this.#stage
    if (scenario.place === "folder") return readCopies(this.#files())
    return world.disk.has(database) ? readDatabase(databases.fileOf(database)) : { copies: new Map(), wrong: [] }
  }

  /** When Zoho took the order of a job. */
  #orderedAt(job: string | undefined): number | undefined {
    return this.#stage.network.carriedOut.find(
      ({ answer, operation }) => operation === "createReadJob" && answer.status === 201 && idIn(answer) === job,
    )?.at
  }

  #inWorld(zohoTime: string): number {
    return Date.parse(zohoTime) - worldBegins - this.#stage.scenario.zohoAhead
  }

  #count(failure: string): void {
    this.#failures.set(failure, (this.#failures.get(failure) ?? 0) + 1)
  }

  /** Looks at what a process says, and at the copies, as it ends. */
  see({ ending, machine: { name } }: MirrorProcess): void {
    const read = this.look()
    if (ending?.how === "broke") this.#break({ promise: "nothing ends with a bug", how: `${name}: ${ending.text}` })
    if (ending?.how === "failed") this.#count(ending.text.split(" ")[0] ?? "")
    if (ending?.how !== "finished") return
    for (const outcome of ending.outcomes) {
      const { module } = outcome
      if (outcome._tag === "failed") {
        this.#count(outcome.failure._tag)
        this.#stage.world.tell(name, `${module} failed: ${JSON.stringify(outcome.failure)}`)
        continue
      }
      const found = read.get(module)?.checkpoint
      this.#break(
        ...unless(
          JSON.stringify(found) === JSON.stringify(outcome.checkpoint),
          "what is said of a copy is in its folder",
          () => `${name} says ${JSON.stringify(outcome.checkpoint)}, and there is ${JSON.stringify(found)}`,
        ),
      )
    }
  }

  /** Reads the copies, and checks those that have changed since. */
  look(): ReadonlyMap<string, ReadCopy> {
    const { copies: read, wrong } = this.#copies()
    this.#break(...wrong.map((how) => ({ promise: "a copy is whole at any time", how })))
    for (const [module, copy] of read) {
      const text = JSON.stringify(copy.checkpoint)
      if (this.#seen.get(module) === text) continue
      this.#check(module, copy, this.#seen.get(module))
      this.#seen.set(module, text)
    }
    for (const module of this.#seen.keys()) {
      this.#break(...unless(read.has(module), "a copy stays", () => `that of ${module} is gone`))
    }
    return read
  }

  #check(name: string, copy: ReadCopy, before: string | undefined): void {
    const { scenario, world } = this.#stage
    const { checkpoint } = copy
    const module = scenario.modules.find((each) => each.name === name)
    const orderedAt = this.#orderedAt(checkpoint.run.jobs[0])
    if (module === undefined || orderedAt === undefined) {
      this.#break({ promise: "a copy has its jobs", how: `${name}: ${JSON.stringify(checkpoint.run)}` })
      return
    }
    const asOf = this.#inWorld(checkpoint.asOf)
    const last: Mirror.Checkpoint | undefined = before === undefined ? undefined : JSON.parse(before)
    this.#break(
      ...unless(
        asOf <= orderedAt && asOf > orderedAt - 1_000,
        "a copy is as of its first order",
        () => `${name} is as of ${asOf}, and was ordered at ${orderedAt}`,
      ),
      ...unless(
        last === undefined || Date.parse(last.asOf) <= Date.parse(checkpoint.asOf),
        "a checkpoint never goes back",
        () => `${name}: from ${last?.asOf} to ${checkpoint.asOf}`,
      ),
    )
    const wholeAt = this.#inWorld(checkpoint.wholeAt)
    const history = this.#editors.historyOf(name)
    const { excused, violations } = checkCopy(copy, { module, history, orderedAt, wholeAt, until: world.timeline.now })
    this.#break(...violations)
    this.#figures.checked++
    this.#figures.rows += copy.rows.size
    this.#figures.excused += excused
    if (checkpoint.run.idsCompared) this.#figures.compared++
    if (checkpoint.run.whole === "recordsMissing") this.#figures.readAgain++
  }

  /** Checks what the library says of the copies. */
  checkProof(exit: Exit.Exit<Mirror.CopyProof, unknown>): void {
    const { copies: read } = this.#copies()
    if (read.size === 0) return
    const differences = Exit.isSuccess(exit) ? exit.value.differences : [String(exit.cause)]
    this.#break(
      ...unless(differences.length === 0, "verify finds no difference", () => differences.join("; ")),
      ...[...read.values()].flatMap(({ checkpoint }) =>
        unless(
          !Exit.isSuccess(exit) ||
            exit.value.checkpoints.some((each) => JSON.stringify(each) === JSON.stringify(checkpoint)),
          "verify tells the checkpoints that are there",
          () => `it does not tell ${JSON.stringify(checkpoint)}`,
        ),
      ),
    )
  }

  /** Checks that processes which came to their ends left nothing open. */
  checkLeft(processes: ReadonlyArray<MirrorProcess>): void {
    for (const { ending, left, machine } of processes) {
      if (ending?.how === "killed" || hasMetDisk(machine)) this.#isSound = false
      if (ending?.how === "killed") continue
      const { answers, files, sleepers } = left()
      this.#break(
        ...unless(files === 0, "no file is left open", () => `${machine.name} left ${files}`),
        ...unless(answers === 0, "no connection is left open", () => `${machine.name} left ${answers}`),
        ...unless(sleepers === 0, "no fiber is left", () => `${sleepers} of ${machine.name} sleep on`),
        ...unless(machine.actsAfterEnd === 0, "nothing is done after the end", () => machine.name),
      )
    }
  }

  /** The names of the files that copies are made of; nothing, where none are written down. */
  #knownFiles(files: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> | undefined {
    if (this.#stage.scenario.place !== "folder") return new Set(["crm.db"])
    const manifest = files.get("manifest.json")
    if (manifest === undefined) return undefined
    const { modules } = JSON.parse(new TextDecoder().decode(manifest))
    const known = new Set<string>(["manifest.json"])
    for (const { changes, file } of modules) for (const each of [file, ...changes]) known.add(each.name)
    return known
  }

  /** Checks that a mirror which succeeded has left nothing in the folder but the copies. */
  checkFiles(processes: ReadonlyArray<MirrorProcess>): void {
    const isSound = processes.every(
      (each) => each.ending?.how !== "killed" && !hasMetDisk(each.machine) && !wasOvertaken(each),
    )
    if (!isSound) return
    const files = this.#files()
    const known = this.#knownFiles(files)
    if (known === undefined) return this.#break({ promise: "a mirror leaves a manifest", how: "there is none" })
    // What takers of the lock have moved aside who were killed then is for the next ones who have to take it.
    const isLeft = (name: string): boolean =>
      !known.has(name) && !name.startsWith("journals/") && (this.#isSound || !/lock\..*dead$/.test(name))
    const left = [...files.keys()].filter(isLeft)
    this.#break(...unless(left.length === 0, "no other file is left", () => left.join(", ")))
    const { databases, scenario } = this.#stage
    if (scenario.place === "folder") return
    const staged = tablesOf(databases.fileOf(database)).filter((name) => name.startsWith("zoho_bulk_staged_"))
    this.#break(...unless(staged.length === 0, "no staged rows are left", () => staged.join(", ")))
  }

  /** Checks that the copies are what lies at Zoho, once nothing moves any more. */
  checkEqual(withComputed: boolean): void {
    const { copies: read } = this.#copies()
    for (const { leastAmount, name } of this.#stage.scenario.modules) {
      const copy = read.get(name)
      const now = [...this.#editors.historyOf(name).now.values()].filter(
        (record) => leastAmount === undefined || Number(record["Amount"] ?? "") >= leastAmount,
      )
      const ids = now.map(({ id = "" }) => id)
      const columns = copy?.checkpoint.columns.flatMap(({ isGone, name: column }) => (isGone === true ? [] : [column]))
      const wanted = Object.keys(now[0] ?? {})
      this.#break(
        ...unless(
          JSON.stringify([...(copy?.rows.keys() ?? [])].toSorted()) === JSON.stringify(ids.toSorted()),
          "a copy at rest has the records that there are",
          () => `${name} has ${[...(copy?.rows.keys() ?? [])].join(", ")}, and there are ${ids.join(", ")}`,
        ),
        ...unless(
          wanted.length === 0 || JSON.stringify(columns?.toSorted()) === JSON.stringify(wanted.toSorted()),
          "a copy at rest has the columns that there are",
          () => `${name} has ${columns?.join(", ")}, and there are ${wanted.join(", ")}`,
        ),
        ...now.flatMap((record) => {
          const row = copy?.rows.get(record["id"] ?? "")
          const other = wanted.filter(
            (column) =>
              (withComputed || column !== computedField) && !isSameCell(row?.[column] ?? "", record[column] ?? ""),
          )
          return unless(
            other.length === 0,
            "a copy at rest is equal",
            () =>
              `${name} ${record["id"]}: ${other.map((each) => `${each} is ${row?.[each]}, not ${record[each]}`).join(", ")}`,
          )
        }),
      )
    }
  }
}
