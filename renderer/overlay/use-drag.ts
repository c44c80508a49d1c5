/** The user drags the overlay by any place that is no button. The main process moves the window. */
import { type PointerEvent, useRef } from 'react';
import { useAttempt } from '../shared/attempt.ts';

/** CSS pixels. A hand that trembles clicks and does not drag. */
const slack = 5;

interface Drag {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(event: PointerEvent): void;
  onClickCapture(event: React.MouseEvent): void;
}

export function useDrag(): Drag {
  const { attempt } = useAttempt();
  const drag = useRef<{ x: number; y: number; moving: boolean } | null>(null);
  /** The click that ends a drag is none. */
  const dragged = useRef(false);
  const tell = (phase: 'start' | 'move' | 'end') => void attempt((call) => call('overlay.drag', { phase }));
  const end = () => {
    if (drag.current?.moving) tell('end');
    drag.current = null;
  };
  return {
    onPointerDown: (event) => {
      dragged.current = false;
      if (event.button !== 0 || isControl(event.target)) return;
      drag.current = { x: event.screenX, y: event.screenY, moving: false };
    },
    onPointerMove: (event) => {
      const { current } = drag;
      if (!current) return;
      if (event.buttons === 0) return end();
      if (!current.moving) {
        if (Math.hypot(event.screenX - current.x, event.screenY - current.y) < slack) return;
        current.moving = true;
        dragged.current = true;
        // Without it the moves outside the small window would be lost.
        event.currentTarget.setPointerCapture(event.pointerId);
        tell('start');
      }
      tell('move');
    },
    onPointerUp: end,
    onPointerCancel: end,
    onClickCapture: (event) => {
      if (dragged.current) event.stopPropagation();
      dragged.current = false;
    },
  };
}

/** The pill is a button and is dragged all the same; other controls are only pressed. */
function isControl(target: EventTarget): boolean {
  const control = target instanceof Element ? target.closest('button, a, input, summary') : null;
  return control !== null && !control.classList.contains('grip');
}
