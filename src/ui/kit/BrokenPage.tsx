// When a page breaks: say so, keep the rest standing, offer the way on.
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button, ButtonLink } from './Button.tsx'
import { Page } from './Page.tsx'

export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const message = error instanceof Error ? error.message : String(error)
  const stale = /dynamically imported module|Importing a module script failed|error loading dynamically/i.test(message)
  return (
    <Page
      title={stale ? 'Tickmark has been updated' : 'This page broke'}
      width="prose"
      lead={
        stale
          ? 'This tab still holds the version before. Load it again to go on.'
          : 'Nothing that was recorded is affected. Load the page again; if it breaks again, tell whoever runs Tickmark what stands below.'
      }
    >
      <div className="row">
        <Button kind="primary" onPress={() => window.location.reload()}>
          Load again
        </Button>
        {!stale && <Button onPress={reset}>Try without loading</Button>}
        <ButtonLink href="/">Go to Now</ButtonLink>
      </div>
      {!stale && <p className="mono dim">{message}</p>}
    </Page>
  )
}

export function NotFound() {
  return (
    <Page title="There is no such page" width="prose" lead="The address may be mistyped, or what it named is not in this organization.">
      <div className="row">
        <ButtonLink kind="primary" href="/">
          Go to Now
        </ButtonLink>
        <ButtonLink href="/alerts">Go to Alerts</ButtonLink>
      </div>
    </Page>
  )
}
