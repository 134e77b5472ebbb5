import { Select, Textarea, TextInput } from '@mantine/core';
import { codeChoices } from '../../../shared/codes/code-tables.ts';
import type { Field } from '../../../shared/registers/register.ts';

interface ThirdValueProps {
  readonly field: Field;
  readonly text: string;
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
}

/** The editor of a value that is neither side's, after the field's kind. */
export function ThirdValue({ field, text, fault, onChange }: ThirdValueProps) {
  const label = `都不取，另填${field.type === 'money' ? '（万元）' : field.unit ? `（${field.unit}）` : ''}`;
  if (field.type === 'code' && field.codeTable) {
    const data = codeChoices(field.codeTable).map((item) => ({ value: item.label, label: item.label }));
    return (
      <Select
        className="grow"
        label={label}
        data={[...new Map(data.map((one) => [one.value, one])).values()]}
        value={text || null}
        error={fault}
        errorProps={{ fz: 12.5 }}
        searchable
        onChange={(value) => onChange(value ?? '')}
      />
    );
  }
  if (field.type === 'long-text') {
    return (
      <Textarea
        className="grow"
        label={label}
        autosize
        minRows={2}
        value={text}
        error={fault}
        errorProps={{ fz: 12.5 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      className="grow"
      label={label}
      value={text}
      error={fault}
      errorProps={{ fz: 12.5 }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
