import { describe, expect, it } from 'vitest';
import { sampleReport } from '../fixtures/sample.ts';
import { speedPicture } from './speed-picture.ts';

describe('svg', () => {
  it('draws a line for each backend and the roof, in a panel for each kernel', async () => {
    const report = await sampleReport();
    const [run] = report.measurements;
    if (run === undefined) throw new Error('the sample has no measurement');
    const measurements = [1024, 65_536].flatMap((length) => [
      { ...run, length },
      { ...run, length, pass: 'vjp' as const },
      { ...run, length, backend: '<b>&', gbPerSecond: 3 },
    ]);
    const picture = speedPicture({ ...report, measurements });
    expect(picture.match(/<g /g)).toHaveLength(2);
    expect(picture.match(/stroke-dasharray/g)).toHaveLength(2);
    expect(picture.match(/<circle /g)).toHaveLength(6);
    expect(picture).toContain('● &lt;b&gt;&amp;<');
    expect(picture).toContain('64 Ki');
    expect(picture).not.toContain('NaN');
  });

  it('says when nothing was timed', async () => {
    const report = await sampleReport();
    expect(speedPicture({ ...report, measurements: [] })).toContain('nothing was timed');
  });
});
