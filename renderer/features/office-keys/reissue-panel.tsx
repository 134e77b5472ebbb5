import { call } from '../../client/bridge.ts';
import { WritePanel } from './write-panel.tsx';

/** Gives an office that lost its ledger everything back that is held here of it, to the key that was confirmed. */
export function ReissuePanel({ office, name }: { readonly office: string; readonly name: string }) {
  return (
    <WritePanel
      title="重发全部记录"
      into="重发的批复包写到哪个文件夹"
      action="重发全部记录"
      write={async (folder) => (await call('reply.write', { to: [office], folder, full: true })).packages[0]}
      written={`重发给${name}`}
    >
      {name}
      的台账丢了、换了新密钥的，先核对并确认新密钥，再把这里保存的它的全部记录、审核结果、意见和佐证材料写成一个批复包。它装入后接着填报，序号也接得上。
    </WritePanel>
  );
}
