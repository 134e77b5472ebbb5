import type { Field } from '../../../shared/registers/register.ts';
import styles from './field.module.css';
import { typedHint } from './typed-hint.ts';

/** The line below an editor that has the focus: what {@link typedHint} says of its text. */
export function HintLine({ field, text }: { readonly field: Field; readonly text: string }) {
  const said = typedHint(field, text);
  if (!said) return null;
  return (
    <div className={styles.hint} data-odd={said.odd || undefined}>
      {said.text}
    </div>
  );
}
