import { type Effect, Exit } from "effect"
import type { Violation } from "../check/Violation.ts"
import { Databases } from "../disk/Databases.ts"
import { makeFileSystem } from "../disk/fileSystem.ts"
import { makeHttpClient } from "../network/httpClient.ts"
import { Network } from "../network/Network.ts"
import { Zoho } from "../network/Zoho.ts"
import { inOneThread } from "../play/inOneThread.ts"
import type { Troubles } from "../world/Trouble.ts"
import { World } from "../world/World.ts"
import { chanceOf } from "../world/Chance.ts"
import { Editors } from "./Editors.ts"
import type { MirrorPlayed } from "./MirrorPlayed.ts"
import { MirrorRound, type MirrorStage } from "./MirrorRound.ts"
import type { MirrorScenario, Night } from "./MirrorScenario.ts"
import { organizationOf } from "./organization.ts"
import { type MirrorSurroundings, verified } from "./program.ts"
import { Watch } from "./Watch.ts"

/** Rounds without trouble, a minute each, after which a mirror has to have come to its end: Zoho may refuse tokens for ten minutes. */
const sparedRounds = 12

const mostEditsAtOnce = 3

/** Does something in a process of its own that no trouble reaches. */
const byHand = async <A>(
  { databases, network, world }: MirrorStage,
  does: (surroundings: MirrorSurroundings) => Effect.Effect<A, unknown>,
): Promise<Exit.Exit<A, unknown>> => {
  const machine = world.start(`person ${world.machines.length}`)
  machine.isSpared = true
  const { fileSystem } = makeFileSystem(world, machine)
  const { httpClient } = makeHttpClient(world, network, machine)
  let ended: Exit.Exit<A, unknown> | undefined
  const { openSqlite } = databases.openedBy(machine)
  machine.run(does({ fileSystem, httpClient, openSqlite }), (exit) => (ended = exit))
  await world.timeline.pass(() => ended !== undefined, Infinity)
  machine.kill()
  return ended ?? Exit.die("it never ends")
}

/** Plays one mirror, from its first process to the one that succeeds; tells what it does not come to. */
const playNight = async (stage: MirrorStage, night: Night, editors: Editors, watch: Watch) => {
  const { scenario, world } = stage
  const people = chanceOf(scenario.seed, `people ${world.timeline.now}`)
  editors.left = scenario.mostEdits
  editors.begin(scenario.pause)
  const { troubledRounds } = scenario
  for (let round = 0; round < troubledRounds + sparedRounds; round++) {
    const isSpared = round >= troubledRounds
    // Whoever would edit on and on lets the last ones through.
    if (round > troubledRounds + 1) editors.left = Math.min(editors.left, mostEditsAtOnce)
    const working = new MirrorRound(stage, isSpared, (process) => watch.see(process))
    const starts =
      round === 0 ? night.starts : [{ after: 0, clockAhead: people.pick([0, 0, 3_600_000, -3_600_000]), waits: false }]
    for (const start of starts) working.start(start, night.options)
    const stuck = await working.play()
    watch.look()
    watch.checkLeft(working.processes)
    const proof = await byHand(stage, (surroundings) => verified(scenario, surroundings))
    watch.checkProof(proof)
    if (stuck !== undefined) return stuck
    const isDone = working.processes.some(
      ({ ending }) => ending?.how === "finished" && ending.outcomes.every(({ _tag }) => _tag === "copied"),
    )
    if (isDone) {
      watch.checkFiles(working.processes)
      return undefined
    }
    world.disk.isFull = false
  }
  return "it does not come to its end"
}

const calmNight = (scenario: MirrorScenario, options: Night["options"]): Night => ({
  after: 0,
  editsBefore: 0,
  starts: [{ after: 0, clockAhead: 0, waits: false }],
  options: { ...scenario.nights.at(-1)?.options, ...options },
})

/** Plays a run: mirrors one after the other, on one disk and with one Zoho, whose records change all the while. */
export const playMirrors = (scenario: MirrorScenario, troubles: Troubles): Promise<MirrorPlayed> =>
  inOneThread(async () => {
    const { guesses, jobDuration, nights, recordsPerPage, seed, zohoAhead } = scenario
    const world = new World(seed, troubles)
    const zoho = new Zoho(world.timeline, seed)
    let isOpen = false
    const organization = organizationOf(scenario)
    zoho.open(
      { organization, guesses, recordsPerPage, jobDuration, clockAhead: zohoAhead, creditsPerDay: 1e9 },
      () => (isOpen = true),
    )
    await world.timeline.pass(() => isOpen, Infinity)
    world.disk.makeFolder("/srv", 0o755, true)
    world.disk.sync(world.disk.root)
    const network = new Network(world, zoho)
    const editors = new Editors(world, zoho, scenario)
    editors.look()
    await world.pass(1)
    const databases = new Databases(world)
    const stage: MirrorStage = { scenario, world, network, databases }
    const watch = new Watch(stage, editors)
    const chance = chanceOf(seed, "at requests")
    network.onArrival = () => {
      if (scenario.atRequests > 0 && chance.happens(scenario.atRequests)) editors.edit()
    }
    const stuck: Array<Violation> = []
    const play = async (night: Night, name: string) => {
      world.tell("night", `${name}: ${JSON.stringify(night.options)}`)
      const why = await playNight(stage, night, editors, watch)
      editors.stop()
      editors.left = 0
      if (why !== undefined) stuck.push({ promise: "a mirror comes to its end", how: `${name}: ${why}` })
      return why === undefined
    }
    let goesOn = true
    for (const [at, night] of nights.entries()) {
      if (!goesOn) break
      await editors.pass(night.after, night.editsBefore)
      goesOn = await play(night, `mirror ${at + 1}`)
    }
    if (goesOn) {
      await editors.pass(5_000, 0)
      scenario = { ...scenario, troubledRounds: 0, mostEdits: 0 }
      Object.assign(stage, { scenario })
      if (await play(calmNight(scenario, { compareIds: "always" }), "the last mirror")) watch.checkEqual(false)
      const isComputed = [...editors.histories.values()].some(({ computedAt }) => computedAt > -Infinity)
      if (isComputed && (await play(calmNight(scenario, { whole: true }), "a whole read"))) watch.checkEqual(true)
    }
    databases.close()
    return {
      scenario,
      violations: [...watch.violations, ...stuck],
      met: troubles.met,
      points: troubles.points(),
      history: world.history,
      ...watch.figures,
      edits: editors.edits,
    }
  })
