/** A set of numbers that holds nothing but them: a million takes 16 MiB. */
export interface NumberSet {
  /** Tells whether the number is new. */
  readonly add: (number: number) => boolean
  readonly size: () => number
}

const firstLength = 2 ** 12

/** Makes an empty set of numbers from 1 on: 0 stands for a free place. */
export const makeNumberSet = (): NumberSet => {
  let places = new Float64Array(firstLength)
  let size = 0

  /** The place of a number, or the free one where it would be. */
  const placeOf = (number: number, within: Float64Array): number => {
    const last = within.length - 1
    let at = (number ^ (number / 0x1_0000_0000)) & last
    while (within[at] !== 0 && within[at] !== number) at = (at + 1) & last
    return at
  }

  const grow = (): void => {
    const wider = new Float64Array(places.length * 2)
    for (const number of places) if (number !== 0) wider[placeOf(number, wider)] = number
    places = wider
  }

  return {
    add: (number) => {
      const at = placeOf(number, places)
      if (places[at] !== 0) return false
      places[at] = number
      if (++size * 2 > places.length) grow()
      return true
    },
    size: () => size,
  }
}
