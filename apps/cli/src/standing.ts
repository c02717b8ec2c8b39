import type { Finding } from '@rectify/record';
import { showWitness } from '@rectify/report';

/** Whether a clause is met, on one line. */
export function standing(finding: Finding): string {
  const { outcome, deviation, verdict, behaviour, message, violations, tested } = finding;
  const shown = showWitness(finding);
  const claimed = deviation?.listedBy === 'backend' ? ', listed by the backend itself' : '';
  const known = outcome === 'known' ? ` (a known deviation${claimed})` : '';
  switch (verdict) {
    case 'conforms':
      return `${behaviour ?? 'meets it'} · ${tested} inputs`;
    case 'violates':
      return `does not meet it${known} · ${violations} of ${tested} inputs${shown === undefined ? '' : ` · ${shown}`}`;
    case 'unsupported':
    case 'errored':
      return `${verdict}: ${message ?? ''}`;
    default:
      return verdict satisfies never;
  }
}
