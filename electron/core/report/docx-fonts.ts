import type { IRunOptions } from 'docx';

/** Typefaces of GB/T 9704-2012; their names differ between machines, hence the alternatives in the font table. */
const FACES = {
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体',
  body: '仿宋',
  number: '宋体',
} as const;

export type Face = keyof typeof FACES;

/** 2号, 3号, 4号 and table text, in half points. */
export const SIZE = { second: 44, third: 32, fourth: 28, table: 21, caption: 24 } as const;

/**
 * Font of a run. The East Asian name must be given by itself, or Chinese text silently takes another face; the hint makes
 * quotes, dashes and ellipses follow it too.
 */
export function face(name: Face): Pick<IRunOptions, 'font'> {
  const font = FACES[name];
  const latin = name === 'number' ? font : 'Times New Roman';
  return { font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: font, hint: 'eastAsia' } };
}

const ALTERNATIVES: readonly (readonly [name: string, alternatives: string, family: string])[] = [
  ['方正小标宋简体', '方正小标宋_GBK,FZXiaoBiaoSong-B05S,小标宋,STZhongsong,Noto Serif CJK SC', 'roman'],
  ['黑体', 'SimHei,STHeiti,Noto Sans CJK SC', 'modern'],
  ['楷体', 'KaiTi,楷体_GB2312,STKaiti,Noto Serif CJK SC', 'modern'],
  ['仿宋', 'FangSong,仿宋_GB2312,STFangsong,Noto Serif CJK SC', 'modern'],
  ['宋体', 'SimSun,STSong,Noto Serif CJK SC', 'auto'],
  ['Times New Roman', 'Liberation Serif', 'roman'],
];

/** The font table part, which names what to take where a face is missing. */
export function fontTableXml(): string {
  const fonts = ALTERNATIVES.map(
    ([name, alternatives, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${alternatives}"/>` +
      `<w:charset w:val="${name === 'Times New Roman' ? '00' : '86'}"/><w:family w:val="${family}"/></w:font>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
  );
}
