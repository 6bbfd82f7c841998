// Takes in the body of a request as bytes, within a size and a time. Nothing is parsed here.
import type { IncomingMessage } from 'node:http'
import { Refusal } from '../../core/kernel/refusal.ts'

export type BodyLimits = { maxBytes: number; milliseconds: number }

export function tooLarge(maxBytes: number): Refusal {
  return new Refusal('payload_too_large', `The body is larger than the ${maxBytes} bytes this server takes, so nothing of it was kept.`)
}

/** Said before the first byte is read, where the sender says how long the body is. */
export function refuseAnnounced(contentLength: string | undefined, { maxBytes }: BodyLimits): void {
  if (contentLength !== undefined && Number(contentLength) > maxBytes) throw tooLarge(maxBytes)
}

/** Waits for the whole body. A sender that dribbles is cut off: the time is for all of it, not for the next piece. */
export function readBody(request: IncomingMessage, { maxBytes, milliseconds }: BodyLimits): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => {
      end(() =>
        reject(new Refusal('request_timeout', `The body did not arrive within ${milliseconds / 1000} seconds, so nothing of it was kept.`)),
      )
    }, milliseconds)
    const onData = (piece: Buffer) => {
      size += piece.length
      if (size > maxBytes) end(() => reject(tooLarge(maxBytes)))
      else pieces.push(piece)
    }
    const onEnd = () => end(() => resolve(joined(pieces, size)))
    const onGone = () =>
      end(() => reject(new Refusal('request_timeout', 'The request ended before its body was whole, so nothing of it was kept.')))
    function end(settle: () => void) {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone)
      settle()
    }
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone)
  })
}

function joined(pieces: readonly Buffer[], size: number): Uint8Array {
  const [first] = pieces
  const whole = pieces.length === 1 && first ? first : Buffer.concat(pieces, size)
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength)
}
