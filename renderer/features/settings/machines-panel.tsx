import { Button, Checkbox, PasswordInput, Radio } from '@mantine/core';
import { useState } from 'react';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { byteSize } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { PartSizeChoice, usePartSize } from '../../parts/part-size.tsx';
import { toFolder } from '../../parts/show-file.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { useAct } from '../../parts/use-act.ts';

const LEAST = 8;

/** 全量包: the office on a new machine, or on two; and which of them files. */
export function MachinesPanel() {
  const { filesHere } = useWorkspace();
  const [way, setWay] = useState<'move' | 'twin'>('move');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [handsOver, setHandsOver] = useState(false);
  const { run, busy, error } = useAct();
  const size = usePartSize();
  const [sure, setSure] = useState(false);
  const ready = way === 'twin' || (passphrase.length >= LEAST && passphrase === again);

  const write = () =>
    run(async () => {
      const { path: folder } = await call('host.pick-folder', { title: '全量包写到' });
      if (!folder) return;
      const seal = way === 'move' ? { passphrase } : {};
      const { file, bytes, parts } = await call('full.write', {
        folder,
        ...seal,
        handsOver: filesHere && handsOver,
        partSize: size.bytes,
      });
      setPassphrase('');
      setAgain('');
      setHandsOver(false);
      const split = parts.length > 1 ? `，分成 ${parts.length} 部分，要一起交给那台机器` : '';
      showToast(`全量包已写好，${byteSize(bytes)}${split}`, { action: toFolder(file) });
    });

  async function fileHere() {
    try {
      await call('workspace.file-here', {});
      setSure(false);
      showToast('已改由本机报送');
    } catch (refusal) {
      showError(refusal);
    }
  }

  return (
    <Panel title="换机器、两台机器并用" aside={filesHere ? '本机报送' : '另一台机器报送'}>
      <div className="stack">
        <p className="second">
          全量包带上台账、审核、佐证材料和收发登记。两台机器互相装入，两边的改动会合并；报送只由其中一台办理。
        </p>
        {filesHere ? null : (
          <Notice>
            本机不能传出报送、批复和下发。那台机器还在用的，请它传出“移交报送”的全量包，装入本机即可。
            <div className="row" style={{ marginTop: 8 }}>
              {sure ? (
                <>
                  <Button onClick={() => void fileHere()}>那台机器不再报送，改由本机</Button>
                  <Button onClick={() => setSure(false)}>不改</Button>
                </>
              ) : (
                <Button onClick={() => setSure(true)}>那台机器不能用了…</Button>
              )}
            </div>
          </Notice>
        )}
        <Radio.Group
          label="交给哪台机器"
          value={way}
          onChange={(chosen) => setWay(chosen === 'twin' ? 'twin' : 'move')}
        >
          <div className="stack" style={{ gap: 6, marginTop: 6 }}>
            <Radio value="move" label="新机器：设口令，连同密钥，在首屏“从备份恢复”里选它" />
            <Radio value="twin" label="已有本单位台账的另一台机器：在那台机器上照常装入" />
          </div>
        </Radio.Group>
        {way === 'move' ? (
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <PasswordInput
              label="口令"
              description={`至少 ${LEAST} 个字，忘了就打不开`}
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
              style={{ flex: 1 }}
            />
            <PasswordInput
              label="再输一遍"
              description="两遍要相同"
              value={again}
              error={again !== '' && !passphrase.startsWith(again) ? '与前面的不同' : undefined}
              onChange={(event) => setAgain(event.currentTarget.value)}
              style={{ flex: 1 }}
            />
          </div>
        ) : null}
        {filesHere ? (
          <Checkbox
            label="移交报送：以后由那台机器报送"
            description="写出后本机不再传出；包丢了可在这里改回本机报送。"
            checked={handsOver}
            onChange={(event) => setHandsOver(event.currentTarget.checked)}
          />
        ) : null}
        <PartSizeChoice size={size} />
        {error ? <ErrorNotice error={error} /> : null}
        <div>
          <Button disabled={!ready} loading={busy} onClick={() => void write().catch(showError)}>
            传出全量包…
          </Button>
        </div>
      </div>
    </Panel>
  );
}
