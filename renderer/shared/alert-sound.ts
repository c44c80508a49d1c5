/** The sounds of an alert, made by code: a chime for each level, then a sentence in a voice of the system. */
import type { Alert, Settings } from '../../electron/contract/domain.ts';

type Language = Settings['language'];

/** Frequencies in Hz, one after the other. Amber is a question, red calls twice and falls: nobody takes one for the other. */
const chimes: Record<Alert['level'], readonly number[]> = {
  watch: [659.3, 880],
  danger: [880, 659.3, 523.3, 880, 659.3, 523.3],
};
/** Seconds from one tone to the next, and until a tone has faded. */
const stepS = 0.22;
const fadeS = 0.6;
/** Loud enough to be heard beside a call, and no siren. */
const volume = { watch: 0.16, danger: 0.28 };
/** Slower than the voice's own speed: calm. */
const speed = 0.9;

/** Resolves when the last tone has faded. */
export async function chime(level: Alert['level']): Promise<void> {
  const audio = new AudioContext();
  try {
    const start = audio.currentTime + 0.05;
    for (const [i, frequency] of chimes[level].entries()) tone(audio, frequency, start + i * stepS, volume[level]);
    await new Promise((resolve) => setTimeout(resolve, (chimes[level].length * stepS + fadeS) * 1_000));
  } finally {
    await audio.close();
  }
}

function tone(audio: AudioContext, frequency: number, at: number, loudness: number): void {
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + fadeS);
  gain.connect(audio.destination);
  // The octave makes it sound like a bell.
  for (const [times, part] of [
    [1, 1],
    [2, 0.25],
  ] as const) {
    const oscillator = audio.createOscillator();
    const share = audio.createGain();
    oscillator.frequency.value = frequency * times;
    share.gain.value = part;
    oscillator.connect(share).connect(gain);
    oscillator.start(at);
    oscillator.stop(at + fadeS);
  }
}

/** Whether the system has a voice for the language; calls back when that changes. @returns the end of the subscription */
export function watchVoices(language: Language, changed: (has: boolean) => void): () => void {
  const tell = () => changed(voiceOf(language) !== undefined);
  tell();
  window.speechSynthesis?.addEventListener('voiceschanged', tell);
  return () => window.speechSynthesis?.removeEventListener('voiceschanged', tell);
}

/** Speaks in place of what is being spoken. Silent where the system has no voice for the language. */
export function speak(text: string, language: Language): void {
  const voice = voiceOf(language);
  if (!voice) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = speed;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(utterance);
}

/** Of several voices the system's own choice; Mandarin before other Chinese. */
function voiceOf(language: Language): SpeechSynthesisVoice | undefined {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  const speaks = (prefix: string) => voices.filter(({ lang }) => lang.replace('_', '-').toLowerCase().startsWith(prefix));
  const found = language === 'zh-CN' ? [...speaks('zh-cn'), ...speaks('cmn'), ...speaks('zh-tw')] : speaks('en');
  // A voice that is not on this computer would send the sentence away.
  const local = found.filter(({ localService }) => localService);
  return local.find((voice) => voice.default) ?? local[0];
}
