/** A set of whole numbers of up to 53 bits that look drawn. It holds nothing but them: 8 bytes a place, and 16 a number at most. */
export interface NumberSet {
  /** Checks whether the number is new. */
  readonly add: (number: number) => boolean
  readonly size: () => number
}

const firstLength = 2 ** 12

/** How many of the places may be taken, and by how much there are more of them then. */
const mostTaken = 0.75
const growth = 1.5

const thirtyTwoBits = 2 ** 32

/** Makes an empty set of numbers from 1 on: 0 marks a free place. */
export const makeNumberSet = (): NumberSet => {
  let places = new Float64Array(firstLength)
  let size = 0

  /** The place of a number, or the free place where it would go. */
  const placeOf = (number: number, within: Float64Array): number => {
    const drawn = (number ^ (number / thirtyTwoBits)) >>> 0
    let at = Math.floor((drawn / thirtyTwoBits) * within.length)
    while (within[at] !== 0 && within[at] !== number) at = at + 1 === within.length ? 0 : at + 1
    return at
  }

  const grow = (): void => {
    const wider = new Float64Array(Math.floor(places.length * growth))
    for (const number of places) if (number !== 0) wider[placeOf(number, wider)] = number
    places = wider
  }

  return {
    add: (number) => {
      const at = placeOf(number, places)
      if (places[at] !== 0) return false
      places[at] = number
      if (++size > places.length * mostTaken) grow()
      return true
    },
    size: () => size,
  }
}
