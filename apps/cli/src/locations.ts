import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Finding, Report } from '@rectify/record';
import { isFile } from './is-file.ts';

interface AdapterFile {
  readonly file: string;
  readonly lines: readonly string[];
}

/** The file behind a `module:` backend; a package has none that is the caller's. */
function adapterOf(backend: string): AdapterFile | undefined {
  const path = backend.startsWith('module:') ? backend.slice('module:'.length) : '';
  if (!isFile(path)) return undefined;
  const near = relative('.', path);
  return {
    file: near.startsWith('..') ? path : near,
    lines: readFileSync(path, 'utf8').split('\n'),
  };
}

/** The line that names the clause, as the entry of a deviation does; else the first. */
function lineOf({ clause, deviation }: Finding, lines: readonly string[]): number {
  if (deviation === null) return 1;
  const named = lines.findIndex((line) => /['"`]/.test(line) && line.includes(clause));
  return named < 0 ? 1 : named + 1;
}

/** Sends what is found about a `module:` backend to its file, where the finding has no place of its own. */
export function withLocations(report: Report): Report {
  const ids = new Set(report.findings.map(({ backend }) => backend));
  const adapters = new Map([...ids].map((id) => [id, adapterOf(id)]));
  const findings = report.findings.map((finding): Finding => {
    const adapter = adapters.get(finding.backend);
    const settled = finding.outcome === 'pass' || finding.outcome === 'skip';
    if (settled || finding.location !== undefined || adapter === undefined) return finding;
    const { file, lines } = adapter;
    return { ...finding, location: { file, line: lineOf(finding, lines) } };
  });
  return { ...report, findings };
}
