import { readRecords, type ZohoRecord } from "../check/readRecords.ts"
import { Network } from "../network/Network.ts"
import { Zoho } from "../network/Zoho.ts"
import { givenTo } from "../journeys/Given.ts"
import { chanceOf } from "../world/Chance.ts"
import type { Troubles } from "../world/Trouble.ts"
import { World } from "../world/World.ts"
import { inOneThread } from "./inOneThread.ts"
import type { Played } from "./Played.ts"
import { playNight } from "./playNight.ts"
import type { Scenario } from "./Scenario.ts"

const recordsOf = ({ journey, rows }: Scenario): Readonly<Record<string, number>> =>
  journey === "export" ? { Contacts: rows, Leads: 2 } : { Contacts: 5, Leads: 2 }

const fieldsOf: Readonly<Record<string, ReadonlyArray<string>>> = {
  Leads: ["Last_Name", "Company", "Email"],
  Contacts: ["Last_Name", "Email"],
}

/** Plays a run: its nights, one after the other, on one disk and with one Zoho. */
export const play = (scenario: Scenario, troubles: Troubles): Promise<ReadonlyArray<Played>> =>
  inOneThread(async () => {
    const world = new World(scenario.seed, troubles)
    const zoho = new Zoho(world.timeline, scenario.seed)
    const { jobDuration, journey, perPart } = scenario
    let isOpen = false
    zoho.open({ records: recordsOf(scenario), recordsPerPage: perPart, jobDuration }, () => (isOpen = true))
    await world.timeline.pass(() => isOpen, Infinity)
    world.disk.makeFolder("/srv", 0o755, true)
    world.disk.sync(world.disk.root)

    const isAboutContacts = journey === "update" || journey === "export"
    const module = isAboutContacts ? "Contacts" : "Leads"
    const read = (): Promise<ReadonlyArray<ZohoRecord>> =>
      readRecords({ zoho, timeline: world.timeline }, jobDuration, module, fieldsOf[module] ?? [])
    const people = chanceOf(scenario.seed, "people")
    const nights: Array<Played> = []
    for (let night = 1; night <= scenario.nights; night++) {
      const before = isAboutContacts ? await read() : []
      const given = givenTo(
        scenario,
        night,
        before.map((record) => record["Id"] ?? ""),
      )
      const network = new Network(world, zoho)
      const filesBefore = new Set(world.disk.files().keys())
      const begunAt = world.timeline.now
      const played = await playNight({ night, scenario, given, world, network, people })
      const millis = world.timeline.now - begunAt
      await world.pass(jobDuration + 1)
      nights.push({
        ...played,
        scenario,
        night,
        given,
        carriedOut: network.carriedOut,
        ...network.correspondence,
        before,
        after: journey === "export" ? before : await read(),
        files: new Map([...world.disk.files()].map(([path, { bytes }]) => [path, bytes])),
        filesBefore,
        millis,
        met: troubles.met,
        points: troubles.points(),
        history: world.history,
      })
      if (played.stuck !== undefined) break
    }
    return nights
  })
