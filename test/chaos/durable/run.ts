/**
 * Has runners carry journeys of many organisations while they are killed with SIGKILL and started again, stand still and go on, and their
 * database begins anew; gives the words that journeys wait for by looking at the emulators; and checks at the end that all is there, and
 * nothing twice.
 *
 *     pnpm chaos:durable                        300 journeys of 20 organisations: three runners on PostgreSQL, then one on SQLite
 *     pnpm chaos:durable 60 postgres            so many journeys, on one of them
 */
import process from "node:process"
import { Effect } from "effect"
import { startPostgres } from "../../../scripts/postgres/startPostgres.ts"
import { playTrial, type Trial } from "./playTrial.ts"

const journeys = Number(process.argv[2] ?? 300)
const stores = (process.argv[3] ?? "postgres,sqlite").split(",")

const common = {
  journeys,
  organizations: Math.min(20, journeys),
  longest: 30 * 60_000,
  say: (line: string) => console.log(line),
} satisfies Partial<Trial>

const onPostgres = async () => {
  const postgres = await startPostgres()
  try {
    return await Effect.runPromise(
      playTrial({
        ...common,
        runners: 3,
        database: postgres.url,
        strikes: { killEvery: 5_000, freezeEvery: 20_000 },
        halfway: postgres.restart,
      }),
    )
  } finally {
    await postgres.stop()
  }
}

const onSqlite = () => Effect.runPromise(playTrial({ ...common, runners: 1, strikes: { killEvery: 20_000 } }))

const trials: ReadonlyMap<string, () => ReturnType<typeof onPostgres>> = new Map([
  ["postgres", onPostgres],
  ["sqlite", onSqlite],
])

for (const store of stores) {
  const verdict = await trials.get(store)?.()
  if (verdict === undefined) throw new Error(`There is no trial of ${store}: name postgres or sqlite`)
  const { freezes, jobs, kills, problems, refusedForRate, seconds, tokenRequests, words } = verdict
  console.log(
    `${store}: ${journeys} journeys in ${seconds} s, ${kills} kills, ${freezes} freezes, ${jobs} jobs, ${words.adopted} orders adopted, ${words.sentAgain} sent again, ${tokenRequests.reduce((sum, of) => sum + of, 0)} tokens (${Math.max(...tokenRequests)} of one organisation at most), refused for their rate: ${JSON.stringify(refusedForRate)}, ${problems.length} problems`,
  )
  for (const problem of problems) console.log(problem)
  if (problems.length > 0) process.exitCode = 1
}
process.exit()
