import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { CITY_OFFICES } from '../../../shared/office/offices.ts';
import type { Frequency } from '../../../shared/period/period.ts';
import { officeShort } from '../../parts/office-name.ts';
import { Panel } from '../../parts/page.tsx';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { DayInput } from './day-input.tsx';
import styles from './plan.module.css';
import { changePlan, type PlanShown } from './plan-change.ts';

const FREQUENCY_LABELS: Readonly<Record<Frequency, string>> = { quarter: '按季', half: '按半年', year: '按年' };
/** What a year may be given: one frequency, or one with an annual report besides. */
const WITH_ANNUAL = '，另报年报';

type PeriodShown = PlanShown['periods'][number];

function extensionsText({ extensions }: PeriodShown): string {
  if (extensions.length === 0) return '准予延期…';
  return extensions.map(({ office, due }) => `${officeShort(office)} ${due.slice(5)}`).join('，');
}

/** How often and until when the cities file, with the extensions given to single ones. */
export function DueDates({ plan }: { readonly plan: PlanShown }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const period = plan.periods.find((one) => one.id === chosen);
  return (
    <Panel
      title="报告期与截止日"
      aside={`未另定的，期末后 ${plan.dueDays} 天截止`}
      className={styles.periods}
      label="报告期与截止日"
    >
      <div className={styles.years}>
        {plan.years.map((year) => (
          <YearFrequency key={year.year} year={year} choices={plan.choices} />
        ))}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">报告期</th>
            <th scope="col">截止日</th>
            <th scope="col">已收</th>
            <th scope="col">延期</th>
          </tr>
        </thead>
        <tbody>
          {plan.periods.map((one) => (
            <tr key={one.id} aria-selected={one.id === chosen}>
              <th scope="row">{one.label}</th>
              <td>
                <DueInput period={one} />
              </td>
              <td>{one.received > 0 ? `${one.received} 市` : <span className="quiet">—</span>}</td>
              <td>
                <button
                  type="button"
                  className="link"
                  aria-expanded={one.id === chosen}
                  aria-label={`${one.label}的延期：${extensionsText(one)}`}
                  onClick={() => setChosen(one.id === chosen ? null : one.id)}
                >
                  {extensionsText(one)}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {period ? <Extensions key={period.id} period={period} onDone={() => setChosen(null)} /> : null}
    </Panel>
  );
}

function YearFrequency({
  year: { year, frequencies },
  choices,
}: {
  readonly year: PlanShown['years'][number];
  readonly choices: PlanShown['choices'];
}) {
  const options = choices.flatMap((one) => {
    const alone = { value: one, label: FREQUENCY_LABELS[one] };
    const annual = one !== 'year' && choices.includes('year');
    return annual ? [alone, { value: `${one} year`, label: `${alone.label}${WITH_ANNUAL}` }] : [alone];
  });
  return (
    <Select
      label={`${year} 年`}
      w={148}
      allowDeselect={false}
      disabled={options.length < 2}
      data={options}
      value={frequencies.join(' ')}
      onChange={(value) => {
        if (!value || value === frequencies.join(' ')) return;
        const next = value.split(' ') as Frequency[];
        const label = options.find((one) => one.value === value)?.label ?? '';
        void changePlan(
          'plan.set-frequency',
          { year, frequencies: next },
          { year, frequencies },
          `${year} 年改为${label}报送。`,
        );
      }}
    />
  );
}

function DueInput({ period }: { readonly period: PeriodShown }) {
  const former = { period: period.id, office: null, due: period.set ? period.due : null };

  function save(due: string | null) {
    const message = due ? `${period.label}的截止日改为 ${due}。` : `${period.label}的截止日改回期末后的规定天数。`;
    void changePlan('plan.set-due', { ...former, due }, former, message);
  }

  return (
    <span className={styles.due}>
      <DayInput label={`${period.label}的截止日`} value={period.due} onDay={save} />
      {period.set ? (
        <button type="button" className="link small" onClick={() => save(null)}>
          另定，改回
        </button>
      ) : null}
    </span>
  );
}

interface ExtensionsProps {
  readonly period: PeriodShown;
  readonly onDone: () => void;
}

/** Later due days of single cities for one period. */
function Extensions({ period, onDone }: ExtensionsProps) {
  const [office, setOffice] = useState<string | null>(null);
  const [due, setDue] = useState(period.due);
  const of = (code: string) => period.extensions.find((one) => one.office === code)?.due ?? null;

  function set(code: string, next: string | null) {
    const former = { period: period.id, office: code, due: of(code) };
    const message = next
      ? `${officeShort(code)}的${period.label}延期到 ${next}。`
      : `${officeShort(code)}的${period.label}不再延期。`;
    void changePlan('plan.set-due', { ...former, due: next }, former, message);
  }

  return (
    <section className={styles.extensions} aria-label={`${period.label}的延期`}>
      <strong>{period.label}的延期</strong>
      {period.extensions.map((one) => (
        <span key={one.office} className={styles.extension}>
          {officeShort(one.office)} {one.due}
          <Button size="compact-xs" onClick={() => set(one.office, null)}>
            取消延期
          </Button>
        </span>
      ))}
      <div className="row">
        <Select
          aria-label="给哪个市延期"
          placeholder="选择市"
          w={130}
          searchable
          data={CITY_OFFICES.map(({ code, short }) => ({ value: code, label: short }))}
          value={office}
          onChange={setOffice}
        />
        <DayInput label="延期到" value={due} onDay={(day) => setDue(day ?? period.due)} />
        <ReasonedButton
          variant="filled"
          reason={
            office === null ? '先选给哪个市延期。' : due <= period.due ? '延期要晚于原来的截止日，请改日期。' : null
          }
          onClick={() => {
            if (office) set(office, due);
            setOffice(null);
          }}
        >
          准予延期
        </ReasonedButton>
        <Button onClick={onDone}>收起</Button>
      </div>
    </section>
  );
}
