import type { EnrollmentSubject, ScoreSnapshot, Subject } from '../conditions/subject.ts'
import type { Contact, ContactEvent } from '../contact/schema.ts'
import type { Catalog } from './catalog.ts'

/** What a turn knows of its contact at the moment. */
export interface SubjectSource {
  readonly now: number
  readonly catalog: Catalog
  readonly contact: Contact
  eventsNamed(name: string): readonly ContactEvent[]
  score(): ScoreSnapshot
}

/** What conditions may read about a contact, and about the enrollment where there is one, in the midst of its turn. */
export class DraftSubject implements Subject {
  readonly now: number
  readonly zone: string
  readonly contact: Contact
  readonly enrollment: EnrollmentSubject | undefined
  private readonly source: SubjectSource

  constructor(source: SubjectSource, zone: string, enrollment: EnrollmentSubject | undefined) {
    this.now = source.now
    this.zone = zone
    this.contact = source.contact
    this.enrollment = enrollment
    this.source = source
  }

  eventsNamed(name: string): readonly ContactEvent[] {
    return this.source.eventsNamed(name)
  }

  score(): ScoreSnapshot {
    return this.source.score()
  }

  segment(key: string): ReturnType<Subject['segment']> {
    const { segments } = this.source.catalog.settings
    return Object.hasOwn(segments, key) ? segments[key] : undefined
  }

  /** `workspace.attributes` declares custom attributes by bare name and account ones as `account.<name>` (fine print 1, 151). */
  declaredType(field: string): ReturnType<Subject['declaredType']> {
    const { attributes } = this.source.catalog.settings
    const name = field.startsWith('contact.') ? field.slice('contact.'.length) : field
    return Object.hasOwn(attributes, name) ? attributes[name] : undefined
  }
}
