import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';

const KEPT = 'taizhang.part-size';
const MEGABYTE = 1024 * 1024;
/** Larger than what a person can mean, smaller than what a drive holds. */
const MOST_MEGABYTES = 1024 * 1024;

const CHOICES = [
  { value: 'whole', label: '不分，一个文件' },
  { value: '650', label: '光盘，650 MB' },
  { value: '50', label: '50 MB' },
  { value: 'own', label: '自定大小…' },
] as const;
type Choice = (typeof CHOICES)[number]['value'];

interface Kept {
  readonly choice: Choice;
  /** The size of one's own, in MB. */
  readonly own: number;
}

function kept(): Kept {
  const [choice, own] = (localStorage.getItem(KEPT) ?? '').split(' ');
  const known = CHOICES.find((one) => one.value === choice);
  return { choice: known?.value ?? 'whole', own: sound(Number(own)) ?? 100 };
}

function sound(megabytes: number): number | null {
  return Number.isInteger(megabytes) && megabytes >= 1 && megabytes <= MOST_MEGABYTES ? megabytes : null;
}

export interface PartSize {
  readonly choice: Choice;
  readonly own: number;
  readonly choose: (next: Partial<Kept>) => void;
  /** The largest file wanted, in bytes; null: one file, however large. */
  readonly bytes: number | null;
}

/** How large the files of a package may be, as it was chosen last on this machine. */
export function usePartSize(): PartSize {
  const [{ choice, own }, setKept] = useState(kept);
  const megabytes = choice === 'whole' ? null : choice === 'own' ? own : Number(choice);
  return {
    choice,
    own,
    bytes: megabytes === null ? null : megabytes * MEGABYTE,
    choose(next) {
      const now = { choice, own, ...next };
      localStorage.setItem(KEPT, `${now.choice} ${now.own}`);
      setKept(now);
    },
  };
}

/** Whether a package is written in parts, and how large they may be. */
export function PartSizeChoice({ size }: { readonly size: PartSize }) {
  return (
    <div className="row" style={{ alignItems: 'flex-end' }}>
      <Select
        label="每个文件不超过"
        data={CHOICES}
        value={size.choice}
        allowDeselect={false}
        onChange={(chosen) => size.choose({ choice: CHOICES.find((one) => one.value === chosen)?.value ?? 'whole' })}
        style={{ width: 160 }}
      />
      {size.choice === 'own' ? (
        <NumberInput
          size="xs"
          label="大小（MB）"
          value={size.own}
          min={1}
          max={MOST_MEGABYTES}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(given) => {
            const own = sound(Number(given));
            if (own !== null) size.choose({ own });
          }}
          style={{ width: 110 }}
        />
      ) : null}
    </div>
  );
}
