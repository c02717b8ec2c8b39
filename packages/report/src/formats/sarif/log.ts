import type { BackendKernel } from '@rectify/backend';
import { kernelName } from '@rectify/backend';
import type { Finding, Run } from '@rectify/record';
import { jsonText } from '../../words/document.ts';
import { sanitize } from '../../words/sanitize.ts';
import { locationOf } from '../../words/test-cases.ts';

/** Plain text of a message: brackets would be links and braces placeholders (§3.11.5, §3.11.6). */
export const message = (text: string): { readonly text: string } => ({
  text: text.replaceAll(/[[\]\\]/g, String.raw`\$&`).replaceAll(/[{}]/g, '$&$&'),
});

/**
 * Where a result is. GitHub refuses one without a file: a backend of the suite is there because a package is installed,
 * and package.json is where its version is chosen.
 */
export function locationsOf(result: BackendKernel & Pick<Finding, 'location'>): unknown {
  const { file, line } = locationOf(result) ?? { file: 'package.json', line: 1 };
  const uri = file.split('/').map(encodeURIComponent).join('/');
  const kernel = kernelName(result);
  return [
    {
      physicalLocation: {
        artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
        region: { startLine: line },
      },
      logicalLocations: [
        {
          name: kernel,
          fullyQualifiedName: `${sanitize(result.backend)}/${kernel}`,
          kind: 'function',
        },
      ],
    },
  ];
}

/** What alerts are told apart by. It has no count, version or input: the same trouble is the same result in the next run. */
export const fingerprintsOf = (identity: string): object => ({
  fingerprints: { 'rectify/v1': identity },
  // The only one that GitHub reads; it would make one of the line otherwise, which backends share.
  partialFingerprints: { primaryLocationLineHash: identity },
});

/**
 * What was found in a run as SARIF 2.1.0.
 * @param found `isWhole` where everything that was asked for was done
 */
export function sarifLog(
  run: Run,
  found: {
    readonly rules: readonly unknown[];
    readonly results: readonly unknown[];
    readonly notifications: unknown;
    readonly isWhole: boolean;
  },
): string {
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rectify',
            version: sanitize(run.spec),
            rules: found.rules,
          },
        },
        invocations: [
          {
            commandLine: sanitize(run.command),
            startTimeUtc: run.started,
            executionSuccessful: found.isWhole,
            toolExecutionNotifications: found.notifications,
          },
        ],
        results: found.results,
      },
    ],
  };
  return `${jsonText(document, 2)}\n`;
}
