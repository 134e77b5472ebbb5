/** The tones of badges and marks; each always goes with a sign or a word. */
export type Tone = 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'violet';
