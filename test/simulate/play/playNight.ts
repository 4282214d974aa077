import { Journal } from "@zoho-bulk/core"
import { Effect, Exit, FileSystem, Path } from "effect"
import { makeFileSystem } from "../disk/fileSystem.ts"
import { journeyFolder, type Surroundings } from "../journeys/program.ts"
import { makeHttpClient } from "../network/httpClient.ts"
import type { Chance } from "../world/Chance.ts"
import type { Played, PlayedProcess } from "./Played.ts"
import { Round, type Stage } from "./Round.ts"
import { settleOrders } from "./settleOrders.ts"

/** Rounds without trouble after which a journey has to have come to its end. */
const sparedRounds = 4

/** How long a person waits before looking into an order of unknown outcome: nothing is under way by then. */
const patienceOfPerson = 900_000

/** Does something in a process of its own that no trouble reaches, by somebody's hand. */
const byHand = async <A>(
  { network, world }: Stage,
  does: (surroundings: Surroundings) => Effect.Effect<A, unknown>,
): Promise<Exit.Exit<A, unknown>> => {
  const machine = world.start(`person ${world.machines.length}`)
  machine.isSpared = true
  const { fileSystem } = makeFileSystem(world, machine)
  const { httpClient } = makeHttpClient(world, network, machine)
  let ended: Exit.Exit<A, unknown> | undefined
  machine.run(does({ fileSystem, httpClient }), (exit) => (ended = exit))
  await world.timeline.pass(() => ended !== undefined, Infinity)
  machine.kill()
  return ended ?? Exit.die("it never ends")
}

/** A person looks at Zoho, and says what became of orders of unknown outcome. */
const askPerson = async (stage: Stage): Promise<ReadonlyArray<string>> => {
  await stage.world.pass(patienceOfPerson)
  const exit = await byHand(stage, (surroundings) => settleOrders(stage, surroundings))
  const said = Exit.isSuccess(exit) ? exit.value : [`could not be settled: ${String(exit.cause)}`]
  for (const text of said) stage.world.tell("person", text)
  return said
}

/** When the journey of the folder came to its end, by the clock of whoever ended it; absent where it did not. */
const finishedAt = async (stage: Stage): Promise<number | undefined> => {
  const exit = await byHand(stage, ({ fileSystem }) =>
    Journal.status(journeyFolder).pipe(
      Effect.provideService(FileSystem.FileSystem, fileSystem),
      Effect.provide(Path.layer),
    ),
  )
  return Exit.isSuccess(exit) ? exit.value.finishedAt : undefined
}

const isUnknown = ({ ending }: PlayedProcess): boolean =>
  ending.how === "failed" && ending.tag === "CreateOutcomeUnknown"

/** Whether a process came to the end of the journey, or found that another one had, who ended after the night before. */
const isEnd = ({ ending }: PlayedProcess, lastNight: number | undefined): boolean =>
  ending.how === "finished" || (ending.how === "over" && ending.finishedAt !== lastNight)

/** Plays a journey from its first process to its end: whatever ends a process, another one goes on. */
export const playNight = async (
  stage: Stage & { readonly night: number; readonly people: Chance },
): Promise<Pick<Played, "processes" | "stuck" | "said">> => {
  const { night, people, scenario, world } = stage
  const processes: Array<PlayedProcess> = []
  const said: Array<string> = []
  const rounds = scenario.troubledRounds + sparedRounds
  const lastNight = night === 1 ? undefined : await finishedAt(stage)
  const nameOfNext = () => `process ${world.machines.length + 1}`
  for (let round = 0; round < rounds; round++) {
    const working = new Round(stage, round >= scenario.troubledRounds)
    const starts = round === 0 ? scenario.starts : [{ after: 0, clockAhead: people.pick([0, 0, 4_000, -4_000]) }]
    // Who begins this night's journey knows that it does; everybody else goes on with it, or finds that it is over.
    const isOfLastNight = lastNight !== undefined && (await finishedAt(stage)) === lastNight
    for (const [at, start] of starts.entries()) {
      working.start(nameOfNext, { ...start, beginsAnew: at === 0 && isOfLastNight })
    }
    // Who sees a process stand still takes it for dead, and goes on in another terminal.
    world.onFrozen = (_, millis) => {
      if (millis > 3_000 && working.living < 3 && people.happens(0.7)) {
        working.start(nameOfNext, { after: 3_500, clockAhead: 0, beginsAnew: false })
      }
    }
    const { processes: played, stuck } = await working.play()
    processes.push(...played)
    if (stuck !== undefined) return { processes, said, stuck }
    if (played.some((each) => isEnd(each, lastNight))) return { processes, said, stuck: undefined }
    if (played.some(isUnknown)) said.push(...(await askPerson(stage)))
    world.disk.isFull = false
  }
  return { processes, said, stuck: "it does not come to its end" }
}
