import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseFingerprint, sameFingerprint } from '../../../shared/exchange/fingerprint.ts';

/** Compares a fingerprint that is typed from the stamped sheet, for those who would rather not compare by eye. */
export function TypedFingerprint({ fingerprint }: { readonly fingerprint: string }) {
  const [typed, setTyped] = useState('');
  const whole = parseFingerprint(typed) !== null;
  const same = whole && sameFingerprint(typed, fingerprint);
  return (
    <TextInput
      label="也可以照密钥单键入指纹，由软件核对"
      className="mono"
      maxLength={120}
      spellCheck={false}
      value={typed}
      error={whole && !same ? '与密钥单上的不一致，不要确认，请与对方联系' : undefined}
      description={same ? '✓ 完全一致' : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
