import { changeTexts } from "../wire/excerpt.ts"

/** A part of a secret that has this many characters is one itself. Zoho's have 70; what is shorter than two parts is none, and could be any word. */
const telling = 10

/** Characters as addresses, JSON and pages spell them, also twice over. */
const spelled = /(?:%(?:25)*|\\{1,4}u00|&#x)([\da-f]{2});?/gi

/** A text in its plainest spelling; hosts come back in lower case. */
const plainly = (text: string): string =>
  text.replaceAll(spelled, (_, code) => String.fromCharCode(Number(`0x${code}`))).toLowerCase()

const letters = "abcdefghijklmnopqrstuvwxyz"

/** What comes of a text in Base64 wherever it begins in what is encoded, in lower case. */
const inBase64 = (text: string): ReadonlyArray<string> => {
  const bits = text.replaceAll(/./g, (char) => char.charCodeAt(0).toString(2).padStart(8, "0"))
  return [0, 2, 4].map((shift) =>
    bits.slice(shift).replaceAll(/.{6}/g, (six) => `${letters}${letters}0123456789+/`.charAt(Number(`0b${six}`))),
  )
}

/** Changes a text in which there is a secret, and no other. */
export type Hide = (text: string) => string

/** Makes what hides texts in which a secret came back, whole or in part, and however it is spelled: as it is, or as in addresses, JSON, pages or Base64. */
export const hiding = (secrets: ReadonlyArray<string>): Hide => {
  const parts = secrets
    .filter(({ length }) => length >= 2 * telling)
    .flatMap((secret) => [secret.toLowerCase(), ...inBase64(secret)])
    .flatMap((text) => text.match(/.{10}/g) ?? [])
  return (text) => {
    const plain = plainly(text)
    return parts.some((part) => plain.includes(part)) ? "<secret>" : text
  }
}

/** Hides secrets in a failure, and in what Effect keeps of it under symbols, before anybody sees it. */
export const hideInFailure = <E extends object>(hide: Hide, failure: E): E => {
  const fields: object = failure
  for (const key of Reflect.ownKeys(fields)) {
    const value = Reflect.get(fields, key)
    if (typeof key === "symbol") hideInFailure(hide, Object(value))
    else Reflect.set(fields, key, changeTexts(value, hide))
  }
  return failure
}
