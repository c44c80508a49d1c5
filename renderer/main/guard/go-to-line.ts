/** Brings a line of the transcript on the screen. */

export function lineId(seq: number): string {
  return `line-${seq}`;
}

/** A long transcript draws only a part of its lines. This event asks it to draw one more of them. */
const drawEvent = 'draw-line';

/** @returns the function that ends the subscription. */
export function onDrawLine(draw: (seq: number) => void): () => void {
  const listener = (event: Event) => draw((event as CustomEvent<number>).detail);
  document.addEventListener(drawEvent, listener);
  return () => document.removeEventListener(drawEvent, listener);
}

/** Scrolls to the line, lights it up and moves the keyboard focus there. */
export function goToLine(seq: number): void {
  if (!document.getElementById(lineId(seq))) document.dispatchEvent(new CustomEvent(drawEvent, { detail: seq }));
  const line = document.getElementById(lineId(seq));
  if (!line) return;
  line.scrollIntoView({ block: 'center' });
  line.focus({ preventScroll: true });
  line.classList.remove('lit');
  // Reading a size makes the browser apply the removal, so that the animation starts again.
  void line.offsetWidth;
  line.classList.add('lit');
}
