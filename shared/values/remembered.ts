/**
 * The function with its latest answers remembered, for pure questions about a text: a register repeats the same units, dates
 * and codes thousands of times. At most `capacity` answers are kept.
 */
export function remembered<T>(ask: (text: string) => T, capacity = 4096): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as T;
    const answer = ask(text);
    if (answers.size >= capacity) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
