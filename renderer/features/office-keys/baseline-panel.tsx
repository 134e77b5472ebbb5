import { call } from '../../client/bridge.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { WritePanel } from './write-panel.tsx';

/** Writes the baseline: the signed plan, targets, code tables and office keys that every city loads first. */
export function BaselinePanel() {
  const { own, below } = useOfficeWords();
  return (
    <WritePanel
      title="下发"
      into="下发包写到哪个文件夹"
      action="写下发包"
      primary
      write={(folder) => call('baseline.write', { folder })}
      written={`下发${below}`}
    >
      把计划、目标、代码表和单位表签名后下发。{below}装入后才能把报送包加密给{own}；有变动时再发一次。
    </WritePanel>
  );
}
