import { type Operation, operations } from "../../wire/Operation.ts"

/** What can be asked of the emulator: the operations that this package uses, and those that other clients do. */
export interface EmulatedOperation extends Omit<Operation, "name" | "does"> {
  readonly name: Operation["name"] | "getUsers"
  /** What its URL's query contains, if the path alone belongs to another operation. */
  readonly toldBy?: string
}

/** Some of Zoho's SDKs ask for the current user with every new token. */
const getUsers: EmulatedOperation = {
  name: "getUsers",
  method: "GET",
  host: "api",
  path: (version) => `/crm/${version}/users`,
  scopes: () => [["ZohoCRM.users.READ", "ZohoCRM.users.ALL"]],
  credits: 1,
}

/** A count by a condition has the path of any other, and what is told of by ids has that of a whole module. */
const told: ReadonlyArray<EmulatedOperation> = [
  { ...operations.countMatches, toldBy: "criteria" },
  { ...operations.getRecords, toldBy: "ids" },
  { ...operations.deleteRecords, toldBy: "ids" },
]

const others = Object.values<Operation>(operations).filter(({ name }) => !told.some((each) => each.name === name))

/** Everything that can be asked of the emulator. */
export const emulatedOperations: ReadonlyArray<EmulatedOperation> = [...others, ...told, getUsers]
