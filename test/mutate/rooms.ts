import { isOf, projects, smoke } from "../gate/lanes.ts"
import { sourceFiles } from "../gate/tree.ts"
import type { Mutant } from "./Mutant.ts"

const core = "packages/core/src/"

/** A change that no suite can overlook: it is tried first, and where it lives nothing else is worth trying. */
interface Planted {
  readonly file: string
  /** It empties the first body in the file. */
  readonly kind: Mutant["kind"]
}

/** The rooms that are mutated, with what is planted in each. */
export const rooms: Readonly<Record<string, Planted>> = {
  storage: { file: "writeWhole.ts", kind: "BlockStatement" },
  connection: { file: "interpretAnswer.ts", kind: "BlockStatement" },
  auth: { file: "requestToken.ts", kind: "BlockStatement" },
  transfer: { file: "imports/importPart.ts", kind: "BlockStatement" },
}

/** The room that a source is in. */
export const roomOf = (file: string): string => file.slice(core.length).split("/", 1)[0] ?? ""

/** The sources of rooms. */
export const sourcesOf = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  sourceFiles().filter((file) => file.startsWith(core) && names.includes(roomOf(file)))

/** The mutant that is planted in a room. */
export const plantedIn = (room: string, mutants: ReadonlyArray<Mutant>): Mutant => {
  const planted = rooms[room]
  const found = mutants.find(({ file, kind }) => file === `${core}${room}/${planted?.file}` && kind === planted?.kind)
  if (found === undefined) throw new Error(`what is to be planted in ${room} is not there; see test/mutate/rooms.ts`)
  return found
}

/** Those suites come by none of the rooms, or at great length. */
const elsewhere = ["docs", "domain", "emulator", "formats", "wire"]

/** Slow suites that see what no fast one does, mostly without processes of their own. */
const slowOnes = [
  "cli/DamagedFiles",
  "cli/ForgottenJourney",
  "cli/OwnFolders",
  "cli/SettledMeanwhile",
  "results/StagedRows",
  "storage/Pipes",
  "cli/CheckedImport",
  "cli/ExportNames",
  "transfer/exports/ManyFields",
  "transfer/journey/MaxCredits",
  "transfer/imports/LostOutcomes",
  "transfer/journal/HostileJournal",
].map((name) => `test/suites/${name}.slow.test.ts`)

/** Runs of the simulation: what becomes of logs and locks when something goes wrong, they alone see. */
const simulated = "test/simulate/asTests.ts"

/** The suites that are loaded: fast ones, as a rule. */
export const suites = (): ReadonlyArray<string> =>
  sourceFiles().filter(
    (file) =>
      file === simulated ||
      slowOnes.includes(file) ||
      (projects.some((project) => project.name === "fast" && isOf(project, file)) &&
        file !== smoke &&
        !elsewhere.some((folder) => file.startsWith(`test/suites/${folder}/`))),
  )
