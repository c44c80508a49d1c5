import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaptureSourcePicture, Strip } from '../../../electron/contract/capture.ts';
import { inPercent } from '../../shared/format.ts';
import { drawn, moved, resized } from './strip.ts';

/** How far an arrow key moves, as a share of the picture. */
const step = 0.01;
const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};

/** A picture of a window with a frame on it. The user draws a new frame, drags it, or moves it with the arrow keys; Shift resizes. */
export function StripFrame(props: { picture: CaptureSourcePicture; strip: Strip; change: (strip: Strip) => void }) {
  const { t } = useTranslation();
  const { picture, strip, change } = props;
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<((x: number, y: number) => Strip) | null>(null);
  const at = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = (area.current as HTMLDivElement).getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height];
  };
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const [x0, y0] = at(event);
    const part = (event.target as HTMLElement).dataset.part;
    if (part === 'corner') drag.current = (x, y) => resized(strip, x - x0, y - y0);
    else if (part === 'frame') drag.current = (x, y) => moved(strip, x - x0, y - y0);
    else drag.current = (x, y) => drawn(x0, y0, x, y);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const go = (event: PointerEvent) => {
    if (drag.current) change(drag.current(...at(event)));
  };
  const end = () => {
    drag.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const by = arrows[event.key];
    if (!by) return;
    event.preventDefault();
    change(event.shiftKey ? resized(strip, ...by) : moved(strip, ...by));
  };
  const percent = (share: number) => `${share * 100}%`;
  const inPercents = Object.fromEntries(Object.entries(strip).map(([side, share]) => [side, inPercent(share)]));
  return (
    <div
      className="framing"
      ref={area}
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={end}
      data-testid="framing"
    >
      <img src={picture.picture} alt="" draggable={false} />
      <button
        type="button"
        className="frame"
        data-part="frame"
        data-testid="frame"
        aria-label={t('capture.frameAt', inPercents)}
        onKeyDown={press}
        style={{ left: percent(strip.x), top: percent(strip.y), width: percent(strip.width), height: percent(strip.height) }}
      >
        <i data-part="corner" title={t('capture.corner')} />
      </button>
    </div>
  );
}
