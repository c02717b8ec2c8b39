import type { BackendEntry } from '../backend-entry.ts';
import type { Finding } from '../finding.ts';
import type { Measurement } from '../measurement.ts';
import type { Part } from '../part.ts';
import type { Profile } from '../profile.ts';
import { ofKind, type RecordFile } from '../read.ts';
import type { RunHeader } from '../run.ts';
import type { Series } from '../series.ts';

/** What a record or a report holds of a run. */
export interface Results {
  readonly run: RunHeader;
  /** Whether it did not come to its end. */
  readonly interrupted: boolean;
  readonly backends: readonly BackendEntry[];
  readonly findings: readonly Finding[];
  readonly profiles: readonly Profile[];
  readonly measurements: readonly Measurement[];
  readonly series: readonly Series[];
  readonly parts: readonly Part[];
}

export function resultsOf({ run, entries, interrupted }: RecordFile): Results {
  return {
    run,
    interrupted,
    backends: ofKind(entries, 'backend').map(({ backend }) => backend),
    findings: ofKind(entries, 'finding').map(({ finding }) => finding),
    profiles: ofKind(entries, 'profile').map(({ profile }) => profile),
    measurements: ofKind(entries, 'measurement').map(({ measurement }) => measurement),
    series: ofKind(entries, 'series').map(({ series }) => series),
    parts: ofKind(entries, 'part').map(({ part }) => part),
  };
}
