import { Exit } from "effect"
import { makeFileSystem } from "../disk/fileSystem.ts"
import type { Chance } from "../world/Chance.ts"
import type { Played, PlayedProcess } from "./Played.ts"
import { Round, type Stage } from "./Round.ts"
import { settleOrders } from "./settleOrders.ts"

/** Rounds without trouble after which a journey has to have come to its end. */
const sparedRounds = 4

/** How long a person waits before looking into an order of unknown outcome: nothing is under way by then. */
const patienceOfPerson = 900_000

/** A person looks at Zoho, and says what became of orders of unknown outcome. */
const askPerson = async (stage: Stage): Promise<ReadonlyArray<string>> => {
  const { world } = stage
  await world.pass(patienceOfPerson)
  const machine = world.start(`person ${world.machines.length}`)
  machine.isSpared = true
  let said: ReadonlyArray<string> | undefined
  machine.run(settleOrders(stage, makeFileSystem(world, machine).fileSystem), (exit) => {
    said = Exit.isSuccess(exit) ? exit.value : [`could not be settled: ${String(exit.cause)}`]
  })
  await world.timeline.pass(() => said !== undefined, Infinity)
  machine.kill()
  for (const text of said ?? []) world.tell("person", text)
  return said ?? []
}

const isUnknown = ({ ending }: PlayedProcess): boolean =>
  ending.how === "failed" && ending.tag === "CreateOutcomeUnknown"

const isFinished = ({ ending }: PlayedProcess): boolean => ending.how === "finished"

/** Plays a journey from its first process to its end: whatever ends a process, another one goes on. */
export const playNight = async (
  stage: Stage & { readonly people: Chance },
): Promise<Pick<Played, "processes" | "stuck" | "said">> => {
  const { people, scenario, world } = stage
  const processes: Array<PlayedProcess> = []
  const said: Array<string> = []
  const rounds = scenario.troubledRounds + sparedRounds
  const nameOfNext = () => `process ${world.machines.length + 1}`
  for (let round = 0; round < rounds; round++) {
    const working = new Round(stage, round >= scenario.troubledRounds)
    const starts = round === 0 ? scenario.starts : [{ after: 0, clockAhead: people.pick([0, 0, 4_000, -4_000]) }]
    for (const { after, clockAhead } of starts) working.start(nameOfNext, after, clockAhead)
    // Who sees a process stand still takes it for dead, and goes on in another terminal.
    world.onFrozen = (_, millis) => {
      if (millis > 3_000 && working.living < 3 && people.happens(0.7)) working.start(nameOfNext, 3_500, 0)
    }
    const { processes: played, stuck } = await working.play()
    processes.push(...played)
    if (stuck !== undefined) return { processes, said, stuck }
    if (played.some(isFinished)) return { processes, said, stuck: undefined }
    if (played.some(isUnknown)) said.push(...(await askPerson(stage)))
    world.disk.isFull = false
  }
  return { processes, said, stuck: "it does not come to its end" }
}
