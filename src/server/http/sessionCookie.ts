// The cookie that holds a session's token: its name, and how it is set and taken away.
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

const isSecure = (config: Config) => config.publicUrl.startsWith('https:')

/**
 * `__Host-`: the browser takes it only over TLS, from this very host, for every path. Over plain HTTP that name is refused by browsers;
 * cookies do not tell ports apart, so there the name does.
 */
export function sessionCookieName(config: Config): string {
  return isSecure(config) ? '__Host-tickmark' : `tickmark_${new URL(config.publicUrl).port || '80'}`
}

function attributes(config: Config): CookieSerializeOptions {
  // Strict: a link from elsewhere opens the page, and the page's own requests carry the cookie.
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(config) }
}

export function readSessionCookie(request: FastifyRequest, config: Config): string | undefined {
  return request.cookies[sessionCookieName(config)]
}

export function setSessionCookie(reply: FastifyReply, config: Config, token: string) {
  reply.setCookie(sessionCookieName(config), token, { ...attributes(config), maxAge: Math.floor(config.sessionLifetime / 1000) })
}

export function clearSessionCookie(reply: FastifyReply, config: Config) {
  reply.clearCookie(sessionCookieName(config), attributes(config))
}
