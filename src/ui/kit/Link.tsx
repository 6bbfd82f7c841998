// A link inside Tickmark: a real address, opened without loading the page anew.
import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; replace?: boolean }

export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented
}

export function Link({ href, replace = false, onClick, ...rest }: LinkProps) {
  const router = useRouter()
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event)
        if (!isPlainClick(event) || rest.target) return
        event.preventDefault()
        void router.navigate({ href, replace })
      }}
    />
  )
}

/** Goes to an address, for what is not a link: keys and what follows a change. */
export function useGo(): (
  href: string,
  options?: { replace?: boolean /** Where the reader is on the page, they stay. */; stay?: boolean },
) => void {
  const router = useRouter()
  return (href, options) => void router.navigate({ href, replace: options?.replace ?? false, resetScroll: !options?.stay })
}
