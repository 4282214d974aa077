import { Exit } from "effect"
import { readRecords, type ZohoRecord } from "../check/readRecords.ts"
import { makeFileSystem } from "../disk/fileSystem.ts"
import { givenTo } from "../journeys/Given.ts"
import { Network } from "../network/Network.ts"
import { Zoho } from "../network/Zoho.ts"
import { chanceOf } from "../world/Chance.ts"
import type { Troubles } from "../world/Trouble.ts"
import { World } from "../world/World.ts"
import { inOneThread } from "./inOneThread.ts"
import type { Played, PlayedProcess } from "./Played.ts"
import { Round, type Stage } from "./Round.ts"
import type { Scenario } from "./Scenario.ts"
import { settleOrders } from "./settleOrders.ts"

/** Rounds without trouble after which a journey has to have come to its end. */
const sparedRounds = 4

/** How long a person waits before looking into an order of unknown outcome: nothing is under way by then. */
const patienceOfPerson = 900_000

const recordsOf = ({ journey, rows }: Scenario): Readonly<Record<string, number>> =>
  journey === "export" ? { Contacts: rows, Leads: 2 } : { Contacts: 5, Leads: 2 }

const pass = (world: World, millis: number): Promise<unknown> => {
  let isOver = false
  world.timeline.after(millis, () => (isOver = true))
  return world.timeline.pass(() => isOver, Infinity)
}

/** A person looks at Zoho, and says what became of orders of unknown outcome. */
const askPerson = async ({ network, world }: Stage): Promise<ReadonlyArray<string>> => {
  await pass(world, patienceOfPerson)
  const machine = world.start(`person ${world.machines.length}`)
  machine.isSpared = true
  let said: ReadonlyArray<string> | undefined
  machine.run(settleOrders(network, makeFileSystem(world, machine).fileSystem), (exit) => {
    said = Exit.isSuccess(exit) ? exit.value : [`could not be settled: ${String(exit.cause)}`]
  })
  await world.timeline.pass(() => said !== undefined, Infinity)
  machine.kill()
  for (const text of said ?? []) world.tell("person", text)
  return said ?? []
}

const isUnknown = ({ ending }: PlayedProcess): boolean =>
  ending.how === "failed" && ending.tag === "CreateOutcomeUnknown"

/** Plays a run from its first process to its end: whatever ends a process, another one goes on. */
export const play = (scenario: Scenario, troubles: Troubles): Promise<Played> =>
  inOneThread(async () => {
    const world = new World(scenario.seed, troubles)
    const zoho = new Zoho(world.timeline, scenario.seed)
    let isOpen = false
    const { jobDuration, perPart } = scenario
    zoho.open({ records: recordsOf(scenario), recordsPerPage: perPart, jobDuration }, () => (isOpen = true))
    await world.timeline.pass(() => isOpen, Infinity)
    world.disk.makeFolder("/srv", 0o755, true)
    world.disk.sync(world.disk.root)

    const asked = { zoho, timeline: world.timeline }
    const read = (module: string): Promise<ReadonlyArray<ZohoRecord>> =>
      readRecords(asked, jobDuration, module, module === "Leads" ? ["Last_Name", "Company", "Email"] : ["Last_Name", "Email"])
    const ids = scenario.journey === "update" ? (await read("Contacts")).map((record) => record["Id"] ?? "") : []
    const given = givenTo(scenario, ids)
    const before = await read(given.module)
    const network = new Network(world, zoho)
    const stage: Stage = { scenario, given, world, network }

    const processes: Array<PlayedProcess> = []
    const said: Array<string> = []
    const chance = chanceOf(scenario.seed, "people")
    let stuck: string | undefined
    let number = 0
    const begunAt = world.timeline.now
    for (let round = 0; round < scenario.troubledRounds + sparedRounds; round++) {
      const isSpared = round >= scenario.troubledRounds
      const working = new Round(stage, isSpared)
      const starts = round === 0 ? scenario.starts : [{ after: 0, clockAhead: chance.pick([0, 0, 4_000, -4_000]) }]
      for (const { after, clockAhead } of starts) working.start(`process ${++number}`, after, clockAhead)
      // Who sees a process stand still takes it for dead, and goes on in another terminal.
      world.onFrozen = (_, millis) => {
        if (millis > 3_000 && working.living < 3 && chance.happens(0.7)) working.start(`process ${++number}`, 3_500, 0)
      }
      const played = await working.play()
      processes.push(...played.processes)
      stuck = played.stuck
      if (stuck !== undefined || played.processes.some(({ ending }) => ending.how === "finished")) break
      if (played.processes.some(isUnknown)) said.push(...(await askPerson(stage)))
      world.disk.isFull = false
      if (round === scenario.troubledRounds + sparedRounds - 1) stuck = "it does not come to its end"
    }
    const millis = world.timeline.now - begunAt
    await pass(world, jobDuration + 1)
    const after = await read(given.module)
    let report: Played["report"] | undefined
    zoho.report((value) => (report = value))
    await world.timeline.pass(() => report !== undefined, Infinity)
    if (report === undefined) throw new Error("the emulator does not report")
    return {
      scenario,
      given,
      processes,
      stuck,
      said,
      carriedOut: network.carriedOut,
      report,
      before,
      after,
      files: new Map([...world.disk.files()].map(([path, { bytes }]) => [path, bytes])),
      millis,
      met: troubles.met,
      points: troubles.points(),
      history: world.history,
    }
  })
