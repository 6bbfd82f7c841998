// The outcome of a check that is allowed to fail: it holds, or the first reason, in words, why it does not.

export type Checked = { ok: true } | { ok: false; reason: string }

export const holds: Checked = { ok: true }

export function fails(reason: string): Checked {
  return { ok: false, reason }
}
