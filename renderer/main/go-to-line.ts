/** Lines of the transcript by number: where they are in the page. */

export function lineId(seq: number): string {
  return `line-${seq}`;
}

/** Brings a line into sight and lets it light up, and takes the keyboard there. */
export function goToLine(seq: number): void {
  const line = document.getElementById(lineId(seq));
  if (!line) return;
  line.scrollIntoView({ block: 'center' });
  line.focus({ preventScroll: true });
  line.classList.remove('lit');
  // Reading a size restarts the animation.
  void line.offsetWidth;
  line.classList.add('lit');
}
