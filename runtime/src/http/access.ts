/**
 * Who may call what: one table for every operation. Sign-in comes later and will read it; until then the product listens
 * on the loopback interface only, and whoever reaches it is all of these people.
 *
 * - `public`: anybody on the internet, no secret needed
 * - `contact`: whoever holds a link that we signed
 * - `source`: a site or system that reports events and people
 * - `marketer`, `sales`: people at work, by what they do; `member`: any of them
 * - `operator`: keeps the product running and sets it up
 */
export type Caller = 'public' | 'contact' | 'source' | 'member' | 'marketer' | 'sales' | 'operator'

export const ACCESS = {
  listFlows: ['member'],
  createFlow: ['marketer'],
  getFlow: ['member'],
  saveDraft: ['marketer'],
  deleteFlow: ['marketer'],
  checkFlow: ['member'],
  exportFlow: ['member'],
  publishFlow: ['marketer'],
  pauseFlow: ['marketer', 'operator'],
  resumeFlow: ['marketer', 'operator'],
  listFlowVersions: ['member'],
  getFlowVersion: ['member'],
  enrollContacts: ['marketer'],
  watchFlow: ['member'],
  watchOverview: ['member'],
  listContacts: ['member'],
  createContact: ['marketer', 'sales', 'source'],
  getContact: ['member'],
  patchContact: ['marketer', 'sales', 'source'],
  deleteContact: ['marketer', 'operator'],
  getTimeline: ['member'],
  previewImport: ['marketer'],
  importContacts: ['marketer', 'source'],
  getImport: ['marketer', 'source'],
  postEvent: ['source', 'marketer'],
  postEvents: ['source', 'marketer'],
  listEnrollments: ['member'],
  getEnrollment: ['member'],
  actOnEnrollment: ['marketer', 'operator'],
  listHandoffs: ['sales', 'marketer'],
  getHandoff: ['sales', 'marketer'],
  acceptHandoff: ['sales'],
  returnHandoff: ['sales'],
  winHandoff: ['sales'],
  loseHandoff: ['sales'],
  listTasks: ['member'],
  finishTask: ['member'],
  listMessages: ['member'],
  getMessage: ['member'],
  listTemplates: ['member'],
  getTemplate: ['member'],
  putTemplate: ['marketer'],
  deleteTemplate: ['marketer'],
  previewTemplate: ['member'],
  listSegments: ['member'],
  putSegment: ['marketer'],
  deleteSegment: ['marketer'],
  countSegment: ['member'],
  getScoring: ['member'],
  putScoring: ['marketer'],
  getSettings: ['member'],
  putSettings: ['marketer', 'operator'],
  getHealthBadge: ['member', 'operator'],
  getVersion: ['member', 'operator'],
  getHealth: ['public'],
  getReadiness: ['public'],
  trackOpen: ['contact'],
  trackClick: ['contact'],
  trackTrap: ['contact'],
  showUnsubscribe: ['contact'],
  unsubscribe: ['contact'],
} as const satisfies Record<string, readonly Caller[]>
export type OperationId = keyof typeof ACCESS
