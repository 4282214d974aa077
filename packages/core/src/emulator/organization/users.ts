/** A user of the emulated organisation. */
export interface EmulatedUser {
  readonly id: string
  readonly first_name: string
  readonly last_name: string
  readonly full_name: string
  readonly email: string
}

const user = (id: string, firstName: string, lastName: string): EmulatedUser => ({
  id,
  first_name: firstName,
  last_name: lastName,
  full_name: `${firstName} ${lastName}`,
  email: `${firstName}.${lastName}@example.com`.toLowerCase(),
})

/** Who created every recorded job, and whose tokens the emulator accepts. */
export const patriciaBoyle = user("4150868000000225013", "Patricia", "Boyle")

/** The users who own records. */
export const users: ReadonlyArray<EmulatedUser> = [
  patriciaBoyle,
  user("4150868000000225021", "Nimal", "Perera"),
  user("4150868000000225033", "Ada", "Müller"),
]

/** What can be asked of a user through a lookup, such as `Owner.last_name`. */
export const userFields = ["id", "first_name", "last_name", "full_name", "email"] as const

/** Finds the id of a user by it, by the e-mail or by the name. */
export const userId = (text: string): string | undefined =>
  users.find(({ email, full_name: name, id }) => [id, email, name].includes(text))?.id

/** Who made a job, as its details say. */
export const createdBy = { id: patriciaBoyle.id, name: patriciaBoyle.full_name }
