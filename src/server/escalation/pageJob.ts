// The job that sends one page: its name, and what it is told.
import type { OrganizationId, PageId } from '../../core/kernel/ids.ts'

export const pageJob = 'send-page'

export type PagePayload = { organizationId: OrganizationId; pageId: PageId }
