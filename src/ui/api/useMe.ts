// Who is signed in, and why they cannot do a thing.
import type { z } from 'zod'
import { type Me as MeShape, sessionApi } from '../../contract/session.ts'
import type { Permission } from '../../core/people/permission.ts'
import { forgetAnswers } from './answers.ts'
import { queryClient } from './queryClient.ts'
import { keyOf } from './queryKey.ts'
import { useCall } from './useCall.ts'

export type Me = z.output<typeof MeShape>

export function useMe(): Me | null {
  return useCall(sessionApi.me).data ?? null
}

/** Null when they may; else the sentence a button shows. */
export function useWhyNot(permission: Permission): string | null {
  const me = useMe()
  if (!me) return 'Sign in first.'
  if (me.permissions.includes(permission)) return null
  return `Your role, ${me.actor.role}, does not allow this. An admin can change it.`
}

export function useMay(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false
}

export function rememberMe(me: Me | null): void {
  queryClient.clear()
  void forgetAnswers()
  queryClient.setQueryData(keyOf(sessionApi.me), me)
}
