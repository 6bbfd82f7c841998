// Reads one setting from its text: a value, or null where the text is not what was expected.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { day, hour, minute, second } from '../core/kernel/instant.ts'

export type Reader<T> = (text: string) => T | null

export const path: Reader<string> = (text) => resolve(text)

export function oneOf<const T extends string>(...choices: readonly T[]): Reader<T> {
  return (text) => choices.find((choice) => choice === text) ?? null
}

export function wholeNumber(least: number, most: number): Reader<number> {
  return (text) => {
    if (!/^\d{1,15}$/.test(text)) return null
    const value = Number(text)
    return value >= least && value <= most ? value : null
  }
}

const byteUnits: Record<string, number> = { '': 1, B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

/** `1048576`, `512KiB`, `2MiB`. */
export function bytes(least: number, most: number): Reader<number> {
  return (text) => {
    const match = /^(\d{1,12}) ?(B|KiB|MiB|GiB)?$/.exec(text)
    if (!match) return null
    const value = Number(match[1]) * (byteUnits[match[2] ?? ''] ?? 1)
    return value >= least && value <= most ? value : null
  }
}

const timeUnits: Record<string, number> = { s: second, m: minute, h: hour, d: day }

/** `30s`, `15m`, `12h`, `30d`, as milliseconds. */
export function duration(least: number, most: number): Reader<number> {
  return (text) => {
    const match = /^(\d{1,6})([smhd])$/.exec(text)
    if (!match) return null
    const value = Number(match[1]) * (timeUnits[match[2] ?? ''] ?? 0)
    return value >= least && value <= most ? value : null
  }
}

function urlOf(text: string, protocols: readonly string[]): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return protocols.includes(url.protocol) && url.hostname !== '' ? url : null
}

/** Scheme, host and port only: Tickmark lives at the root of its host, and an origin is what browsers compare. */
export const origin: Reader<string> = (text) => {
  const url = urlOf(text, ['http:', 'https:'])
  if (url?.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') return null
  return url.origin
}

export function urlWith(...protocols: string[]): Reader<string> {
  return (text) => (urlOf(text, protocols) ? text : null)
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** `no`, or the addresses and networks whose `X-Forwarded-*` headers are believed. */
export const proxies: Reader<readonly string[]> = (text) => {
  if (text === 'no') return []
  const list = text.split(',').map((part) => part.trim())
  return list.every((part) => part === 'loopback' || isNetwork(part)) ? list : null
}
