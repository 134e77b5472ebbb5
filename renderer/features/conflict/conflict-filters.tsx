import { Select } from '@mantine/core';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import type { ConflictFilter } from '../../../shared/contract/conflict-calls.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { countText } from '../../parts/amount.ts';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { placeText } from './settle-value.ts';

interface ConflictFiltersProps {
  readonly list: CallOutput<'conflict.list'>;
  readonly filter: ConflictFilter;
  readonly onFilter: (filter: ConflictFilter) => void;
}

type FieldCount = CallOutput<'conflict.list'>['fields'][number];

/** Narrows the conflicts by register, field and city, each with how many there are. */
export function ConflictFilters({ list, filter, onFilter }: ConflictFiltersProps) {
  const registers = [...Map.groupBy(list.fields, (one) => one.register)].map(([register, fields]) => ({
    key: register,
    label: registerById(register)?.label ?? register,
    count: fields.reduce((sum, one) => sum + one.count, 0),
  }));
  const fields = list.fields.filter((one) => filter.register === undefined || one.register === filter.register);
  const chosenField = fields.find((one) => one.field === filter.field && one.table === filter.table);
  const { owner } = filter;
  const kept = owner === undefined ? {} : { owner };
  return (
    <>
      <FilterChips
        label="台账"
        choices={[{ key: '', label: '全部', count: list.all }, ...registers]}
        chosen={filter.register ?? ''}
        onChoose={(register) => onFilter(register === '' ? kept : { ...kept, register })}
      />
      {fields.length > 1 || chosenField ? (
        <Select
          aria-label="字段"
          placeholder="全部字段"
          size="xs"
          w={190}
          clearable
          searchable
          nothingFoundMessage="没有这个字段"
          data={fields.map((one) => ({ value: nameOf(one), label: labelOf(one, filter.register === undefined) }))}
          value={chosenField ? nameOf(chosenField) : null}
          onChange={(value) => {
            const found = fields.find((one) => nameOf(one) === value);
            const register = found?.register ?? filter.register;
            onFilter({
              ...kept,
              ...(register === undefined ? {} : { register }),
              ...(found ? { field: found.field } : {}),
              ...(found?.table === undefined ? {} : { table: found.table }),
            });
          }}
        />
      ) : null}
      {list.owners.length > 1 || owner !== undefined ? (
        <Select
          aria-label="归属单位"
          placeholder="全部单位"
          size="xs"
          w={140}
          clearable
          searchable
          nothingFoundMessage="没有这个单位"
          data={list.owners.map((one) => ({
            value: one.owner,
            label: `${codeLabel('city', one.owner)} ${countText(one.count)}`,
          }))}
          value={owner ?? null}
          onChange={(value) => {
            const { owner: _, ...rest } = filter;
            onFilter(value === null ? rest : { ...rest, owner: value });
          }}
        />
      ) : null}
    </>
  );
}

function nameOf({ register, table, field }: FieldCount): string {
  return [register, table ?? '', field].join('/');
}

function labelOf(one: FieldCount, withRegister: boolean): string {
  const register = withRegister ? `${registerById(one.register)?.label ?? one.register}·` : '';
  return `${register}${placeText(one)} ${countText(one.count)}`;
}
