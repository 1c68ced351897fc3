// A soft sound when a clock has run out, which each can do without.

import { lasting } from "./storage.js";

const KEY = "without-sound";
const TONES = [[660, 0], [880, 0.18]];
const LOUD = 0.06;
const LONG = 0.9;

let context;

export const isMuted = () => lasting.get(KEY) === true;
export const mute = (is) => (is ? lasting.keep(KEY, true) : lasting.drop(KEY));

/** Two tones, one after the other. Where the browser lets no sound out before a click, there is none. */
export const chime = () => {
  if (isMuted()) return;
  try {
    context ??= new AudioContext();
    for (const [pitch, after] of TONES) {
      const begins = context.currentTime + after;
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, begins);
      volume.gain.linearRampToValueAtTime(LOUD, begins + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.0001, begins + LONG);
      tone.connect(volume).connect(context.destination);
      tone.start(begins);
      tone.stop(begins + LONG);
    }
  } catch {
    // A machine without sound still shows and says it.
  }
};
