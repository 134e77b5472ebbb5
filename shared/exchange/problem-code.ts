/** `refuse`: the package changes nothing here. `warn`: it may be received, and a person should know. */
export type ProblemSeverity = 'refuse' | 'warn';

interface ProblemEntry {
  readonly severity: ProblemSeverity;
  readonly message: string;
}

const refuse = (message: string): ProblemEntry => ({ severity: 'refuse', message });
const warn = (message: string): ProblemEntry => ({ severity: 'warn', message });

/**
 * Everything that can be said about a package file. Closed: a new finding is a new line here.
 * The part before the first `_` is the family by which scripts and tests tell findings apart.
 */
export const PROBLEMS = {
  BAG_NOT_A_ZIP: refuse('这不是报送包文件，请确认选中的文件是否正确。'),
  BAG_TRUNCATED: refuse('文件不完整，可能没有复制完，请从原处重新复制，或请对方重新传出。'),
  BAG_ZIP_DAMAGED: refuse('文件内部结构已损坏，请从原处重新复制，或请对方重新传出。'),
  BAG_NOT_CANONICAL: refuse('文件与传出时不是同一份（有改动，或被别的软件重新打包），请使用对方传出的原文件。'),
  BAG_CONTAINER_CHANGED: refuse('文件与签名时不一致，有改动或损坏，请使用对方传出的原文件。'),
  BAG_ENTRY_UNSUPPORTED: refuse('文件内含有无法识别的压缩或加密方式，不是本系统传出的原文件，请向对方核实。'),
  BAG_ENTRY_LINK: refuse('文件内含有指向别处的链接，可能是恶意文件，请勿使用并向对方核实。'),
  BAG_ENTRY_OVERLAP: refuse('文件内各部分互相重叠，可能是恶意文件，请勿使用并向对方核实。'),
  BAG_PATH_UNSAFE: refuse('文件内含有不安全的路径，可能是恶意文件，请勿使用并向对方核实。'),
  BAG_DUPLICATE_ENTRY: refuse('文件内有重名的内容，无法确定以哪一份为准，请对方重新传出。'),
  BAG_NOT_A_BAG: refuse('这个压缩文件里没有报送包应有的内容，请确认选中的文件是否正确。'),
  BAG_FOREIGN: refuse('这是其他软件制作的档案包，可以检验和查看，但不是行动计划台账的报送包，不能装入。'),
  BAG_HOLES: refuse('档案包有文件要从网上另取，本软件不联网，请向制作方索取完整的档案包。'),
  BAG_FETCH_INVALID: refuse('档案包的待取文件清单不正确，请制作方重新打包。'),
  BAG_ENCODING: refuse('档案包声明的文字编码无法识别，请制作方改用通行的编码重新打包。'),
  BAG_ALGORITHM: warn('档案包有一份清单用了本软件不认识的校验算法，这一份没有核对。'),
  BAG_VERSION: refuse('报送包的档案格式声明不正确，请对方用本系统重新传出。'),
  BAG_INFO_INVALID: refuse('报送包的说明信息缺失或不正确，请对方重新传出。'),
  BAG_MANIFEST_INVALID: refuse('报送包的文件清单无法读取，请对方重新传出。'),
  BAG_CHECKSUM_MISMATCH: refuse('报送包内有文件的内容与清单不符，已损坏或被改动，请对方重新传出。'),
  BAG_SIZE_MISMATCH: refuse('报送包内有文件的大小与记载不符，已损坏或被改动，请对方重新传出。'),
  BAG_OXUM_MISMATCH: refuse('报送包的文件总数或总大小与记载不符，请对方重新传出。'),
  BAG_FILE_MISSING: refuse('报送包缺少清单上列出的文件，请对方重新传出。'),
  BAG_FILE_UNLISTED: refuse('报送包里多出清单上没有的文件，可能被人添加，请使用对方传出的原文件。'),

  SIGNATURE_MISSING: refuse('报送包没有签名，无法确认由谁传出，请对方用本系统重新传出。'),
  SIGNATURE_MALFORMED: refuse('报送包的签名无法读取，已损坏或不是本系统所签，请对方重新传出。'),
  SIGNATURE_INVALID: refuse('签名与内容不符，报送包已损坏或被改动，不要使用，请向对方核实后重新传出。'),
  SIGNATURE_KEY_MISMATCH: refuse('签名所用的密钥与包内登记的密钥不一致，请向对方核实后重新传出。'),
  SIGNATURE_COMMENT_MISMATCH: refuse('签名上写的单位、期次与包内内容不一致，可能由不同的报送包拼成，请向对方核实。'),

  FORMAT_INVALID: refuse('报送包的内容不符合格式要求，请对方更新软件后重新传出。'),
  FORMAT_NEWER: refuse('报送包由更新版本的软件传出，请先更新本软件再装入。'),
  FORMAT_NEWER_MINOR: warn('报送包由稍新版本的软件传出，本软件不认识的内容会原样保留，建议更新本软件。'),
  FORMAT_UTF8: refuse('报送包内有文字编码错误，请对方更新软件后重新传出。'),
  FORMAT_NUMBER: refuse('报送包内有超出可准确表示范围的数字，请对方核对数据后重新传出。'),

  ENCRYPTION_NOT_AGE: refuse('文件的加密方式无法识别，请对方用本系统重新传出。'),
  ENCRYPTION_NOT_FOR_US: refuse('文件不是加密给本单位的，无法打开，请对方核对收件单位和密钥后重新传出。'),
  ENCRYPTION_DAMAGED: refuse('加密文件不完整或已损坏，请从原处重新复制，或请对方重新传出。'),

  LIMIT_ENTRIES: refuse('报送包内的文件数超过上限，请对方分几次传出。'),
  LIMIT_SIZE: refuse('报送包过大，超过可装入的上限，请对方分几次传出。'),
  LIMIT_RATIO: refuse('报送包解压后会异常膨胀，可能是恶意文件，请勿使用并向对方核实。'),
  LIMIT_LINE: refuse('报送包内有单条内容超过长度上限，请对方核对数据后重新传出。'),

  KEY_UNCONFIRMED: warn('第一次收到这个单位的报送包，请与盖章封面上的指纹核对，核对一致后再确认。'),
  KEY_CHANGED: refuse('这个单位的密钥与以前登记的不同，请向对方核实，确认更换后再装入。'),
  KEY_SUCCEEDED: warn('这个单位已更换密钥，由旧密钥签名证明，确认后即可装入。'),
  KEY_FORMER: warn('这个包用对方以前的密钥签名，在更换密钥之前传出，可以装入。'),
  KEY_ENDED: refuse('这个单位已更换密钥，这个包却在更换之后仍用旧密钥签名，请对方用新密钥重新传出。'),
  KEY_REVOKED: refuse('签名所用的密钥疑似泄露，已停用，用它签名的新包一律不收，请对方用新密钥重新传出。'),

  PLAN_OTHER: refuse('这个包属于另一个行动计划，不能装入这份台账，请打开那个行动计划的台账再装入。'),
  PERIOD_NOT_PLANNED: refuse('行动计划没有这个包所报的报告期，请对方装入最新的下发包，改选报告期后重新传出。'),

  ADDRESSEE_WRONG: refuse('这个报送包是发给其他单位的，请核对后交给收件单位。'),

  CHAIN_GAP: warn('与上次收到的报送包之间缺了一份或几份，可以先装入，请对方补传所缺的包或重新传出全量包。'),
  CHAIN_PART_MISSING: warn(
    '这次报送分成几部分传出，还有部分没有收到；已到的可以先装入，所缺的到了再装入即可，先后不限。',
  ),
  CHAIN_REPLAY: warn('这个报送包以前已经装入过，再次装入不会改变任何内容。'),
  CHAIN_LATE: warn('收到的是较早的报送包，之后的包已经装入，较新的内容会保留。'),
  CHAIN_BASE_MISSING: warn(
    '这是增量包，它所依据的包本单位没有收到，可以先装入，传给对方的下一份包会自动请对方重新传出全量包。',
  ),
  CHAIN_FORK: warn('收到过同一序号但内容不同的报送包，对方可能恢复过备份或复制过工作区，请向对方核实以哪一份为准。'),
  CHAIN_ROLLBACK: warn(
    '序号比收到过的小，传出的日期却更晚，对方可能恢复过备份或改过时钟，请向对方核实；可以先装入，较新的内容会保留。',
  ),
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The closed list of codes, for contract schemas. */
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** One finding about one package; `place` names the file inside it (and line), where there is one. */
export interface PackageProblem {
  readonly code: ProblemCode;
  readonly severity: ProblemSeverity;
  readonly message: string;
  readonly place?: string;
}

/** A finding with its sentence; the place, if given, is named at its end. */
export function describeProblem(code: ProblemCode, place?: string): PackageProblem {
  const { severity, message } = PROBLEMS[code];
  return place === undefined
    ? { code, severity, message }
    : { code, severity, message: `${message}（位置：${place}）`, place };
}

/** Whether any finding forbids receiving. */
export function anyRefusal(problems: readonly PackageProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'refuse');
}
