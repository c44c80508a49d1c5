/** The marker that the main process looks for in a capture of the screen: a short row of white and black cells. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { markerOf } from '../../electron/contract/marker.ts';
import { on } from '../bridge.ts';
import { useAttempt } from '../shared/attempt.ts';

/** CSS pixels. */
const cell = 3;

export function Marker() {
  const [code, setCode] = useState<number | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const { attempt } = useAttempt();
  useEffect(() => on('marker', ({ code }) => setCode(code)), []);
  useLayoutEffect(() => {
    if (code === null) return;
    let open = true;
    // After two frames the cells are on the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const box = row.current?.getBoundingClientRect();
        if (open && box) void attempt((call) => call('overlay.marked', { code, x: box.x, y: box.y, cell }));
      }),
    );
    return () => {
      open = false;
    };
  }, [code, attempt]);
  if (code === null) return null;
  return (
    <div ref={row} className="marker" aria-hidden="true">
      {markerOf(code).map((white, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells have no other name
        <i key={i} style={{ width: cell, height: cell, background: white ? '#fff' : '#000' }} />
      ))}
    </div>
  );
}
