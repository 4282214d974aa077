import type { Edit } from "@zoho-bulk/core/emulator"
import type { Zoho } from "../network/Zoho.ts"
import { type Chance, chanceOf } from "../world/Chance.ts"
import type { World } from "../world/World.ts"
import { History } from "./History.ts"
import type { MirrorScenario, MovingModule } from "./MirrorScenario.ts"
import { computedField } from "./organization.ts"

const remarks = [
  "plain",
  'with "quotes"',
  "a, comma",
  "two\nlines",
  "Ünïcode ✓",
  "007",
  "12.5",
  " spaces ",
  "=1+1",
  "null",
] as const

type What =
  | "create"
  | "update"
  | "recompute"
  | "delete"
  | "purge"
  | "restore"
  | "merge"
  | "convert"
  | "addField"
  | "removeField"

/** How often each edit is made, next to the others. */
const odds: ReadonlyArray<readonly [What, number]> = [
  ["update", 8],
  ["create", 4],
  ["delete", 3],
  ["restore", 3],
  ["recompute", 2],
  ["merge", 1.5],
  ["convert", 1.5],
  ["purge", 1],
  ["addField", 0.3],
  ["removeField", 0.3],
]

const drawWhat = (chance: Chance): What => {
  let left = chance.next() * odds.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [what, weight] of odds) {
    left -= weight
    if (left < 0) return what
  }
  return "update"
}

/** People at Zoho, who edit the organisation while it is copied; what they did is remembered here, and nowhere else. */
export class Editors {
  readonly histories = new Map<string, History>()
  edits = 0
  /** How many may still be made. */
  left = 0
  readonly #world: World
  readonly #zoho: Zoho
  readonly #scenario: MirrorScenario
  readonly #chance: Chance
  readonly #bins = new Map<string, Set<string>>()
  /** Fields that can be taken away, and that were. */
  readonly #fields = new Map<string, { readonly there: Set<string>; readonly gone: Set<string> }>()
  #underWay = 0
  #counter = 0
  #rounds = 0

  constructor(world: World, zoho: Zoho, scenario: MirrorScenario) {
    this.#world = world
    this.#zoho = zoho
    this.#scenario = scenario
    this.#chance = chanceOf(scenario.seed, "editors")
    for (const { moreFields, name } of scenario.modules) {
      this.histories.set(name, new History())
      this.#bins.set(name, new Set())
      const there = ["Remark", "Day", ...Array.from({ length: moreFields }, (_, at) => `More_${at + 1}`)]
      this.#fields.set(name, { there: new Set(there), gone: new Set() })
    }
  }

  historyOf(module: string): History {
    const history = this.histories.get(module)
    if (history === undefined) throw new Error(`nobody knows ${module}`)
    return history
  }

  /** Whether all that was begun is done. */
  get isAtRest(): boolean {
    return this.#underWay === 0
  }

  /** Looks at all modules. */
  look(): void {
    for (const { name } of this.#scenario.modules) this.#look(name)
  }

  #look(module: string): void {
    this.#underWay++
    this.#zoho.records(module, (records) => {
      this.historyOf(module).note(this.#world.timeline.now, records)
      this.#underWay--
    })
  }

  /** Makes edits now and then, until it is told to stop or as many were made as may be. */
  begin(pause: number): void {
    const round = ++this.#rounds
    const next = () => {
      this.#world.timeline.after(this.#chance.between(0.1, 2) * pause, () => {
        if (round !== this.#rounds) return
        this.edit()
        next()
      })
    }
    next()
  }

  stop(): void {
    this.#rounds++
  }

  /** Makes edits at any moments of a time that passes. */
  async pass(millis: number, count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      this.#world.timeline.after(this.#chance.next() * millis, () => {
        this.left++
        this.edit()
      })
    }
    await this.#world.pass(millis + 1)
  }

  /** Makes an edit, or a few at the same moment. */
  edit(): void {
    if (this.left <= 0) return
    this.left--
    const { modules } = this.#scenario
    const module = modules[this.#chance.below(modules.length)]
    if (module === undefined) return
    const isBurst = this.#chance.happens(0.2)
    const count = isBurst ? 2 + this.#chance.below(3) : 1
    // Who brings a record back and lets another vanish leaves as many as there were.
    const whats = this.#chance.happens(0.05) ? (["restore", "convert"] as const) : undefined
    const edits = Array.from({ length: whats?.length ?? count }, (_, at) =>
      this.#draw(module, whats?.[at] ?? drawWhat(this.#chance)),
    ).flatMap((edit) => edit ?? [])
    if (edits.length === 0) return
    this.#apply(module, edits)
  }

  #apply({ name }: MovingModule, edits: ReadonlyArray<Edit>): void {
    this.edits += edits.length
    for (const { at: _, module, ...what } of edits) this.#world.tell("editor", `${module} ${JSON.stringify(what)}`)
    this.#underWay++
    this.#zoho.edit(edits, () => {
      this.#look(name)
      this.#underWay--
    })
  }

  #values(module: MovingModule): Readonly<Record<string, unknown>> {
    const chance = this.#chance
    const n = ++this.#counter
    const { there } = this.#fields.get(module.name) ?? { there: new Set() }
    const more = [...there].filter((name) => name.startsWith("More_") && chance.happens(0.4))
    return {
      Name: `Name ${n}`,
      ...(there.has("Remark") ? { Remark: chance.pick(remarks) } : {}),
      Amount: chance.below(100_000) / 100,
      Seats: chance.below(50),
      Is_Open: chance.happens(0.5),
      ...Object.fromEntries(more.map((name) => [name, `${name} ${n}`])),
    }
  }

  #draw(module: MovingModule, what: What): Edit | undefined {
    const chance = this.#chance
    const { name } = module
    const history = this.historyOf(name)
    const bin = this.#bins.get(name) ?? new Set()
    const fields = this.#fields.get(name) ?? { there: new Set<string>(), gone: new Set<string>() }
    const ids = [...history.now.keys()]
    const id = ids[chance.below(ids.length)]
    const at = this.#world.timeline.now
    const { convertedAreListed, mergedAreListed, restoringModifies } = this.#scenario.guesses
    const note = (about: string, happened: "vanished" | "restored") =>
      history.untraced.push({ id: about, at, what: happened })
    switch (what) {
      case "create":
        return { module: name, create: this.#values(module) }
      case "update":
        return id === undefined ? undefined : { module: name, update: { ...this.#values(module), id } }
      case "recompute":
        if (id === undefined) return undefined
        history.computedAt = at
        return { module: name, recompute: { [computedField]: chance.below(1_000) + 0.5, id } }
      case "delete":
        if (id === undefined) return undefined
        bin.add(id)
        return { module: name, delete: id }
      case "convert":
        if (id === undefined) return undefined
        if (convertedAreListed !== true) note(id, "vanished")
        return { module: name, convert: id }
      case "merge": {
        const winner = ids[chance.below(ids.length)]
        if (id === undefined || winner === undefined || winner === id) return undefined
        if (mergedAreListed !== true) note(id, "vanished")
        return { module: name, merge: { winner, loser: id, values: this.#values(module) } }
      }
      case "purge": {
        const gone = chance.happens(0.5) ? [...bin][chance.below(bin.size)] : id
        if (gone === undefined) return undefined
        bin.delete(gone)
        return { module: name, purge: gone }
      }
      case "restore": {
        const back = [...bin][chance.below(bin.size)]
        if (back === undefined) return undefined
        bin.delete(back)
        if (restoringModifies !== true) note(back, "restored")
        return { module: name, restore: back }
      }
      case "addField": {
        const again = [...fields.gone][0]
        const n = ++this.#counter
        const added = again !== undefined && chance.happens(0.5) ? again : `More_${100 + n}`
        const type = added === "Day" ? "date" : added === "Remark" ? "textarea" : "text"
        fields.gone.delete(added)
        fields.there.add(added)
        return { module: name, addField: { api_name: added, data_type: type, id: `41508680${n}0000` } }
      }
      case "removeField": {
        const removed = [...fields.there][chance.below(fields.there.size)]
        if (removed === undefined) return undefined
        fields.there.delete(removed)
        fields.gone.add(removed)
        return { module: name, removeField: removed }
      }
    }
  }
}
