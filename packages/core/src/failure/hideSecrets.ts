import * as Effect from "effect/Effect"
import { changeTexts } from "../wire/excerpt.ts"

/** Characters as addresses, JSON and pages spell them, also twice over. */
const spelled = /(?:%(?:25)*|\\{1,4}u00|&#x0*)([\da-f]{2});?|&#0*(\d+);/gi

/** The Base64 of a text, wherever it begins in the encoded data, in lower case. */
const inBase64 = (text: string): ReadonlyArray<string> =>
  ["", "1", "12"].map((before) =>
    btoa(before + text.replaceAll(/[^ -~]/g, "?"))
      .slice(before.length && before.length + 1)
      .toLowerCase(),
  )

/** Changes a text in which there is a secret, and no other. */
export type Hide = (text: string) => string

/**
 * Makes a function that hides texts in which a secret came back, whole or in part, however it is spelled: plain, or as
 * in URLs, JSON, pages or Base64.
 */
export const hiding = (secrets: ReadonlyArray<string>): Hide => {
  // Ten characters of a secret are one themselves. Zoho's have 70; what has less than 20 is none, and could be any word.
  const parts = secrets
    .filter(({ length }) => length >= 20)
    .flatMap((secret) => [secret.toLowerCase(), ...inBase64(secret)])
    .flatMap((text) => text.match(/.{10}/g) ?? [])
    .map((part) => part.replaceAll(/\W/g, "."))
  // Hosts come back in lower case.
  const secret = new RegExp(parts.join("|") || "$^", "i")
  return (text) => {
    const plain = text.replaceAll(spelled, (_, hex, code) => String.fromCharCode(hex ? `0x${hex}` : code))
    return secret.test(plain) ? "<secret>" : text
  }
}

/** How many secrets a connection remembers: one token follows another within the hour. */
const mostRemembered = 4

/** Remembers the latest secrets, and hides texts in which one of them came back; each is prepared once. */
export const rememberingSecrets = () => {
  const secrets: Array<string> = []
  let hide = hiding([])
  return {
    remember: (secret: string): void => {
      if (secrets.includes(secret)) return
      secrets.push(secret)
      if (secrets.length > mostRemembered) secrets.shift()
      hide = hiding(secrets)
    },
    hide: (text: string): string => hide(text),
  }
}

/** Hides secrets in all that an object holds: texts, errors, lists of them, and what Effect keeps under symbols. */
const hideWithin = (hide: Hide, holder: object, seen = new Set<object>()): void => {
  if (seen.has(holder)) return
  seen.add(holder)
  for (const key of Reflect.ownKeys(holder)) {
    const value: unknown = Reflect.get(holder, key)
    const isHolder = typeof key === "symbol" || value instanceof Error || Array.isArray(value)
    if (isHolder) hideWithin(hide, Object(value), seen)
    else Reflect.set(holder, key, changeTexts(value, hide))
  }
}

/** Hides secrets in anything that goes wrong, failure or defect, before anybody sees it. */
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
