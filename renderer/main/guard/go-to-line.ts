/** Lines of the transcript by number: where they are in the page. */

export function lineId(seq: number): string {
  return `line-${seq}`;
}

/** A long transcript draws a part of its lines: it hears which other one is wanted. */
const wanted = 'line-wanted';

/** @returns the function that ends the listening. */
export function onWanted(listener: (seq: number) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<number>).detail);
  document.addEventListener(wanted, hear);
  return () => document.removeEventListener(wanted, hear);
}

/** Brings a line into sight and lets it light up, and takes the keyboard there. */
export function goToLine(seq: number): void {
  if (!document.getElementById(lineId(seq))) document.dispatchEvent(new CustomEvent(wanted, { detail: seq }));
  const line = document.getElementById(lineId(seq));
  if (!line) return;
  line.scrollIntoView({ block: 'center' });
  line.focus({ preventScroll: true });
  line.classList.remove('lit');
  // Reading a size restarts the animation.
  void line.offsetWidth;
  line.classList.add('lit');
}
