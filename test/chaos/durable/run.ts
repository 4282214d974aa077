/**
 * Has runners carry journeys of many organisations while they are killed with SIGKILL and started again, stand still and go on, and their
 * database begins anew; gives the words that journeys wait for by looking at the emulators; and checks at the end that all is there, and
 * nothing twice.
 *
 *     pnpm chaos:durable                        300 journeys of 20 organisations: three runners on PostgreSQL, then one on SQLite
 *     pnpm chaos:durable 60 postgres            so many journeys, on one of them
 *     pnpm chaos:durable soak 60 postgres       for so many minutes a journey every three seconds, and some runner killed twice a minute or so
 *     pnpm chaos:durable soak 60 sqlite 4711    the same at the moments of this seed
 */
import process from "node:process"
import { Effect } from "effect"
import { startPostgres } from "../../../scripts/postgres/startPostgres.ts"
import { playSoak } from "./playSoak.ts"
import { playTrial } from "./playTrial.ts"

const isSoak = process.argv[2] === "soak"
const [count, named = "postgres,sqlite", seedGiven] = process.argv.slice(isSoak ? 3 : 2)
const journeys = Number(count ?? 300)
const say = (line: string) => console.log(line)

/** On how many runners, and of which database, where there is one. */
interface Store {
  readonly runners: number
  readonly database?: string
  readonly restart?: () => Promise<void>
}

/** A lone runner is killed less often: after each time, its journeys begin with what they had, one by one. */
const killLoneEvery = 20_000

const trial = ({ restart, ...store }: Store) =>
  playTrial({
    ...store,
    journeys,
    organizations: Math.min(20, journeys),
    longest: 30 * 60_000,
    strikes: restart === undefined ? { killEvery: killLoneEvery } : { killEvery: 5_000, freezeEvery: 20_000 },
    ...(restart === undefined ? {} : { halfway: restart }),
    say,
  }).pipe(Effect.map((verdict) => ({ ...verdict, journeys })))

const soak = ({ database, runners }: Store) => {
  const seed = seedGiven === undefined ? Math.floor(Math.random() * 1e9) : Number(seedGiven)
  const minutes = Number(count ?? 60)
  say(`a soak of ${minutes} minutes, of the seed ${seed}`)
  return playSoak({
    runners,
    ...(database === undefined ? {} : { database }),
    organizations: 20,
    lasts: minutes * 60_000,
    pace: 3_000,
    killEvery: 30_000,
    longest: 10 * 60_000,
    seed,
    say,
  })
}

const play = (store: Store) => Effect.runPromise(isSoak ? soak(store) : trial(store))

const onPostgres = async () => {
  const postgres = await startPostgres()
  try {
    return await play({ runners: 3, database: postgres.url, restart: postgres.restart })
  } finally {
    await postgres.stop()
  }
}

const stores: ReadonlyMap<string, () => ReturnType<typeof play>> = new Map([
  ["postgres", onPostgres],
  ["sqlite", () => play({ runners: 1 })],
])

for (const store of named.split(",")) {
  const verdict = await stores.get(store)?.()
  if (verdict === undefined) throw new Error(`There is no trial of ${store}: name postgres or sqlite`)
  const { asleep, freezes, jobs, kills, problems, refusedForRate, seconds, tokenRequests, words } = verdict
  console.log(
    `${store}: ${verdict.journeys} journeys in ${seconds} s, ${kills} kills, ${freezes} freezes, ${jobs} jobs, ${words.adopted} orders adopted, ${words.sentAgain} sent again, ${tokenRequests.reduce((sum, of) => sum + of, 0)} tokens (${Math.max(...tokenRequests)} of one organisation at most), refused for their rate: ${JSON.stringify(refusedForRate)}, ${asleep.length} asleep for ever, ${problems.length} problems`,
  )
  for (const problem of problems) console.log(problem)
  if (problems.length > 0) process.exitCode = 1
}
process.exit()
