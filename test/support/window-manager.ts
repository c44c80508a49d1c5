/** On the tests' virtual display nobody manages windows; without a manager the system lists none to capture. */
import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

export function manageWindows(): void {
  if (process.platform !== 'linux') return;
  // A real desktop has its own manager: this one then ends by itself, or was never installed.
  const manager = spawn('openbox', ['--sm-disable'], { stdio: 'ignore' }).on('error', () => {});
  onTestFinished(() => void manager.kill());
}
