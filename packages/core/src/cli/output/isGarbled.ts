/**
 * Checks whether a name was not UTF-8 when it was typed: both runtimes put U+FFFD in place of what they cannot read, so
 * that it is the name of another file.
 */
export const isGarbled = (name: string): boolean => name.includes("\ufffd")
