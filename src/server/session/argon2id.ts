// Computes argon2id: by Node where it can (24.7 and later), else in JavaScript, which gives the same bytes and takes longer.
import crypto, { type Argon2Parameters } from 'node:crypto'
import { promisify } from 'node:util'
import { argon2idAsync } from '@noble/hashes/argon2.js'

export type Argon2Cost = {
  /** KiB */
  memory: number
  passes: number
  parallelism: number
}

type Computes = (password: string, salt: Uint8Array, tagLength: number, cost: Argon2Cost) => Promise<Uint8Array>

const native = typeof crypto.argon2 === 'function' ? promisify<'argon2id', Argon2Parameters, Buffer>(crypto.argon2) : undefined

export const argon2idByNode: Computes | undefined =
  native && ((message, nonce, tagLength, cost) => native('argon2id', { message, nonce, tagLength, ...cost }))

/** Gives way to other work every few milliseconds. */
export const argon2idInJavaScript: Computes = (password, salt, dkLen, { memory: m, passes: t, parallelism: p }) =>
  argon2idAsync(password, salt, { m, t, p, dkLen, asyncTick: 10 })

export const argon2id: Computes = argon2idByNode ?? argon2idInJavaScript
