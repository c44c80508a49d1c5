import { expect, test } from 'vitest';
import { desktopEntry } from '../../../electron/support/desktop-entry.ts';

test.each([
  [['/opt/huidun/huidun', '--hidden'], 'Exec="/opt/huidun/huidun" "--hidden"'],
  [['/home/妈妈 的/Hui Dun.AppImage', '--hidden'], 'Exec="/home/妈妈 的/Hui Dun.AppImage" "--hidden"'],
  [['/a"b$c`d\\e%f'], 'Exec="/a\\\\"b\\\\$c\\\\`d\\\\\\\\e%%f"'],
])('%j starts at login', (command, line) => {
  expect(desktopEntry(command).split('\n')).toContain(line);
});
