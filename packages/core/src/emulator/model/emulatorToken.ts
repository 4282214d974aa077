/** The token that the emulator accepts and that never expires; it is also its client id, secret and refresh token. */
export const emulatorToken = "emulator"

/** A token that is good, and was granted no scope. */
export const emulatorTokenWithoutScope = "emulator-no-scope"
