import process from "node:process"

/** What this program calls after each of its rounds: valgrind writes down what it has counted since the one before. */
const mark = (): unknown => process.uptime()

/** The native function behind it, as valgrind finds it in Node's binary. */
export const markedBy = "node::Uptime*"

/** How many rounds are counted, after a first one, in which all is loaded and compiled. */
export const countedRounds = 2

/** Does the work of so many units in each round. */
export const marked = async (round: () => Promise<unknown>): Promise<void> => {
  for (let left = 1 + countedRounds; left > 0; left--) {
    await round()
    mark()
  }
}
