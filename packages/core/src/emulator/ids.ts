/**
 * Ids of what is made here: nineteen digits, as Zoho's, in ranges of their own.
 */
const numbered = (range: string) => (n: number) => `4150868000${range}${String(n).padStart(6, "0")}`

export const jobIdOf = numbered("009")
export const fileIdOf = numbered("008")
