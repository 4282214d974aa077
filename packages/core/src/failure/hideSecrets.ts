import * as Effect from "effect/Effect"
import { changeTexts } from "../wire/excerpt.ts"

/** Characters as addresses, JSON and pages spell them, also twice over. */
const spelled = /(?:%(?:25)*|\\{1,4}u00|&#x)([\da-f]{2});?/gi

/** The 64 digits of Base64, in lower case. */
const base64 = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789+/"

/** What comes of a text in Base64 wherever it begins in what is encoded, in lower case. */
const inBase64 = (text: string): ReadonlyArray<string> => {
  const bits = text.replaceAll(/./g, (char) => char.charCodeAt(0).toString(2).padStart(8, "0"))
  return [0, 2, 4].map((shift) => bits.slice(shift).replaceAll(/.{6}/g, (six) => base64.charAt(Number(`0b${six}`))))
}

/** Changes a text in which there is a secret, and no other. */
export type Hide = (text: string) => string

/** Makes what hides texts in which a secret came back, whole or in part, and however it is spelled: as it is, or as in addresses, JSON, pages or Base64. */
export const hiding = (secrets: ReadonlyArray<string>): Hide => {
  // Ten characters of a secret are one themselves. Zoho's have 70; what has less than 20 is none, and could be any word.
  const parts = secrets
    .filter(({ length }) => length >= 20)
    .flatMap((secret) => [secret.toLowerCase(), ...inBase64(secret)])
    .flatMap((text) => text.match(/.{10}/g) ?? [])
  return (text) => {
    // Hosts come back in lower case.
    const plain = text.replaceAll(spelled, (_, code) => String.fromCharCode(Number(`0x${code}`))).toLowerCase()
    return parts.some((part) => plain.includes(part)) ? "<secret>" : text
  }
}

/** Hides secrets in all that an object holds: texts, errors, and what Effect keeps under symbols. */
const hideWithin = (hide: Hide, holder: object): void => {
  for (const key of Reflect.ownKeys(holder)) {
    const value: unknown = Reflect.get(holder, key)
    if (typeof key === "symbol" || value instanceof Error) hideWithin(hide, Object(value))
    else Reflect.set(holder, key, changeTexts(value, hide))
  }
}

/** Hides secrets in whatever goes wrong, be it a failure or a defect, before anybody sees it. */
export const hideInFailures =
  (hide: Hide) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.catchCause(self, (cause) => {
      try {
        for (const reason of cause.reasons) hideWithin(hide, reason)
        return Effect.failCause(cause)
      } catch {
        // What cannot be looked through is not shown.
        return Effect.die("<secret>")
      }
    })
