import { useEffect, useRef, useState } from 'react';
import { registerById } from '../../shared/registers/registers.ts';
import { useQuery } from '../client/use-query.ts';
import { useOfficeWords } from '../parts/office-words.ts';
import styles from './command-palette.module.css';
import { commandsOf } from './commands.ts';
import { go } from './navigation.ts';
import { usePalette } from './palette-store.ts';

interface Line {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  readonly run: () => void;
}

function useLines(text: string): readonly Line[] {
  const words = useOfficeWords();
  const wanted = text.trim().toLowerCase();
  const found = useQuery('record.find', wanted ? { text: wanted, limit: 20 } : null, []);
  const commands = commandsOf(words)
    .filter((command) => !wanted || `${command.label} ${command.words}`.toLowerCase().includes(wanted))
    .map((command) => ({ id: command.id, kind: '命令', title: command.label, detail: '', run: command.run }));
  const hits = (wanted ? (found.data?.hits ?? []) : []).map((hit) => ({
    id: hit.id,
    kind: registerById(hit.register)?.label ?? '记录',
    title: hit.title || '（未命名）',
    detail: hit.detail,
    run: () => go('register', { register: hit.register, id: hit.id }),
  }));
  return wanted ? [...hits, ...commands.slice(0, 8)] : commands;
}

function Palette({ close }: { readonly close: () => void }) {
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const lines = useLines(text);
  const at = Math.min(cursor, Math.max(0, lines.length - 1));

  // Left without a choice, the keys go on where they were; what a line leads to takes them itself.
  const before = useRef(document.activeElement);
  const chosen = useRef(false);
  useEffect(
    () => () => {
      if (!chosen.current && before.current instanceof HTMLElement) before.current.focus();
    },
    [],
  );

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function run(line: Line | undefined) {
    if (!line) return;
    chosen.current = true;
    close();
    line.run();
  }

  return (
    <div className={styles.veil} onPointerDown={(event) => event.target === event.currentTarget && close()}>
      <div className={styles.palette} role="dialog" aria-modal="true" aria-label="查找记录或命令">
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to be typed into
          autoFocus
          className={styles.input}
          placeholder="输入名称、编号、单位，或要做的事"
          aria-label="查找记录或命令"
          role="combobox"
          aria-expanded={lines.length > 0}
          aria-controls={lines.length > 0 ? 'palette-lines' : undefined}
          aria-activedescendant={lines[at] ? `palette-${at}` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setCursor(0);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'ArrowDown') setCursor(Math.min(lines.length - 1, at + 1));
            else if (event.key === 'ArrowUp') setCursor(Math.max(0, at - 1));
            else if (event.key === 'Enter') run(lines[at]);
            else if (event.key === 'Escape') close();
            else return;
            event.preventDefault();
          }}
        />
        {lines.length > 0 ? (
          <div ref={list} id="palette-lines" className={styles.lines} role="listbox" aria-label="找到的">
            {lines.map((line, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input above answers the keys
              <div
                key={line.id}
                id={`palette-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={styles.line}
                onPointerMove={() => setCursor(index)}
                onClick={() => run(line)}
              >
                <span className={styles.kind}>{line.kind}</span>
                <span className={styles.title}>{line.title}</span>
                <span className={styles.detail}>{line.detail}</span>
              </div>
            ))}
          </div>
        ) : (
          <p className={styles.none}>没有找到“{text.trim()}”，换一个词试试。</p>
        )}
      </div>
    </div>
  );
}

/** One search for every record and every command, opened with Ctrl+K. */
export function CommandPalette() {
  const { shown, close } = usePalette();
  return shown ? <Palette close={close} /> : null;
}
