/** vitest's global set-up for tests that open windows: one virtual display for all of them if the machine has no display. */
import { needsDisplay, openDisplay } from './display.mjs';

export default async function setUpDisplay() {
  if (!needsDisplay()) return;
  const display = await openDisplay();
  process.env.DISPLAY = display.name;
  return async () => {
    delete process.env.DISPLAY;
    await display.close();
  };
}
