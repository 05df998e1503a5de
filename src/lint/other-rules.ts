import type { RuleInfo } from './rule.ts';

/** What is checked where documents are brought together and the configuration is read. */
export const otherRules: readonly RuleInfo[] = [
  error('config-syntax', 'A configuration that is not YAML.'),
  error('config-unknown', 'An unknown key or rule in the configuration.'),
  error('config-value', 'A value of the wrong kind in the configuration.'),
  error('include-missing', 'An include that names no runbook of the project.'),
  error('include-section', 'An include of a section that there is not.'),
  error('include-cycle', 'Includes that lead back to where they came from.'),
  error('include-errors', 'An include of a document that has errors.'),
  error('include-conflict', 'An include of a document that has to run elsewhere.'),
  {
    id: 'include-careful',
    description: 'An include of a document that has not opted in.',
    severity: 'warning',
    guardsPromise: true,
    disabling: 'refused',
  },
];

function error(id: string, description: string): RuleInfo {
  return { id, description, severity: 'error', guardsPromise: true, disabling: 'refused' };
}
