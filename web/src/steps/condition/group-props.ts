import type { RuleGroupProps, useRuleGroup } from 'react-querybuilder'

/** What react-querybuilder hands to the header and the body of a group. */
export type RuleGroupHeaderProps = RuleGroupProps & ReturnType<typeof useRuleGroup>
