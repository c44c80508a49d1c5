import type { Level } from '../../electron/contract/domain.ts';
import { raised } from '../../electron/contract/levels.ts';

/**
 * The shield in the level's colour. The sign inside differs too, for eyes that don't tell red from green.
 *
 * @param props.size width and height, in CSS pixels
 * @param props.inverse the colours exchanged, for a ground in the level's colour
 */
export function Shield({ level, size, inverse = false }: { level: Level; size: number; inverse?: boolean }) {
  return (
    <svg className={`shield level-${level} ${inverse ? 'inverse' : ''}`} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 2 28 6v9c0 8-5 13-12 15C9 28 4 23 4 15V6z" fill="var(--shield)" />
      {level === 'safe' && (
        <path d="m10 16 4.5 4.5L22.5 12" fill="none" stroke="var(--sign)" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      )}
      {raised(level) && (
        <g fill="var(--sign)">
          <rect x="14.4" y="8" width="3.2" height="10" rx="1.6" />
          <circle cx="16" cy="22.5" r="2" />
        </g>
      )}
      {level === 'unknown' && (
        <g fill="var(--sign)">
          <circle cx="10.5" cy="15.5" r="1.7" />
          <circle cx="16" cy="15.5" r="1.7" />
          <circle cx="21.5" cy="15.5" r="1.7" />
        </g>
      )}
    </svg>
  );
}
