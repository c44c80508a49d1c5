/** Every state in every variant, side by side. A figure's caption opens it alone. */
import { states } from './states.ts';
import { variantsOf } from './variants.ts';

const gallery = document.getElementById('gallery') as HTMLElement;
const language = document.getElementById('language') as HTMLSelectElement;
const filter = document.getElementById('filter') as HTMLInputElement;
/** CSS pixels, for an overlay. */
const overlay = { width: 440, height: 640 };

function draw(): void {
  gallery.replaceChildren(
    ...states
      .filter(({ name }) => name.includes(filter.value))
      .map((state) => {
        const section = document.createElement('section');
        const title = document.createElement('h2');
        title.textContent = state.name;
        const row = document.createElement('div');
        row.className = 'variants';
        row.append(
          ...variantsOf(state.window).map((variant) => figure(state.name, variant.name, state.window === 'overlay' ? overlay : variant)),
        );
        section.append(title, row);
        return section;
      }),
  );
}

function figure(state: string, variant: string, { width, height }: { width: number; height: number }): HTMLElement {
  const address = `./frame.html?${new URLSearchParams({ state, variant, language: language.value })}`;
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: address, width, height, loading: 'lazy', title: `${state} ${variant}` });
  const link = document.createElement('a');
  Object.assign(link, { href: address, target: '_blank', textContent: variant });
  const caption = document.createElement('figcaption');
  caption.append(link);
  const box = document.createElement('figure');
  box.append(caption, frame);
  new ResizeObserver(() => {
    const scale = Math.min(1, box.clientWidth / width);
    frame.style.scale = String(scale);
    frame.style.marginBottom = `${height * (scale - 1)}px`;
  }).observe(box);
  return box;
}

language.addEventListener('change', draw);
filter.addEventListener('input', draw);
draw();
