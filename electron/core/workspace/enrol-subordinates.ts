import { AppError } from '../../../shared/errors.ts';
import type { OfficeEntry } from '../../../shared/office/office.ts';
import { ReceivedPackages } from '../exchange/received-packages.ts';
import { SETTINGS } from '../ledger/history-store.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { rememberOffices } from './offices-in-force.ts';

/**
 * Makes these the offices that file here, besides those of the plan. One that the tree lacks comes with a name and a code that begins
 * like this office's. Errors: `ROLE_REFUSED` two levels below the root, `OFFICE_UNKNOWN`, `OFFICE_IN_USE` where an office that filed already
 * is left out.
 */
export function enrolSubordinates(
  work: UnitOfWork,
  wanted: readonly { readonly code: string; readonly name?: string | undefined }[],
): void {
  const { workspace } = work;
  const { office, offices, settings, database, subordinates } = workspace;
  if (office.kind === 'county') throw new AppError('ROLE_REFUSED', '县（市、区）一级不再设下级填报单位。');
  const prefix = office.kind === 'province' ? office.code.slice(0, 2) : office.code.slice(0, 4);
  const added: OfficeEntry[] = [];
  for (const { code, name } of wanted) {
    const known = offices.find(code);
    if (known ? known.superior !== office.code : !code.startsWith(prefix) || !name)
      throw new AppError(
        'OFFICE_UNKNOWN',
        known
          ? `${known.name}不是本单位的下级，没有保存。`
          : `表中没有 ${code} 这个单位。新增的单位请填名称，代码以 ${prefix} 开头。`,
      );
    if (name && known?.name !== name) added.push({ code, name, superior: office.code });
  }
  const codes = [...new Set(wanted.map((one) => one.code))];
  const received = new ReceivedPackages(database);
  const gone = subordinates.find((one) => !codes.includes(one.code) && received.from(one.code).length > 0);
  if (gone && !workspace.plan.reportingOffices.includes(gone.code))
    throw new AppError('OFFICE_IN_USE', `已收过${gone.name}的报送包，不能去掉这个单位。`);
  rememberOffices(settings, added);
  const before = settings.get('subordinates');
  settings.set('subordinates', JSON.stringify(codes));
  // Whose packages are taken is worth a line in the chain.
  work.note({
    register: SETTINGS,
    record: 'subordinates',
    changes: [{ field: 'subordinates', before, after: settings.get('subordinates') }],
  });
  work.tell('workspace');
}
