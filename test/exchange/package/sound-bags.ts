import { type Bag, changed, digestOf, listTags, makeBag, text } from './foreign-bag.ts';

/** Every form of a bag that RFC 8493, or the version it follows, allows. */
export const SOUND: [string, () => Bag][] = [
  ['as small as may be', () => makeBag({ tags: null })],
  ['with tag manifests and tags', () => makeBag({ info: 'Source-Organization: 甲\nPayload-Oxum: 4.2\n' })],
  ['with an empty payload', () => makeBag({ payload: {} })],
  ['with an empty file', () => makeBag({ payload: { 'data/e': '' } })],
  ['of several algorithms', () => makeBag({ algorithms: ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] })],
  [
    'with an algorithm’s name in capitals',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-SHA-256.txt'] = bag['manifest-sha256.txt'] as Buffer;
        delete bag['manifest-sha256.txt'];
      }),
  ],
  ['of version 0.97', () => makeBag({ version: '0.97' })],
  [
    'of version 0.93 with its package-info.txt',
    () =>
      changed({ version: '0.93' }, (bag) => {
        bag['package-info.txt'] = text('Package-Size: 4 B\n');
      }),
  ],
  ['with digests in capitals', () => makeBag({ line: (digest, name) => `${digest.toUpperCase()}  ${name}\n` })],
  [
    'with one blank, a tab or many between',
    () => makeBag({ line: (digest, name) => `${digest}${name.length % 2 ? ' ' : ' \t  '}${name}\n` }),
  ],
  ['with the asterisk of sha256sum -b', () => makeBag({ line: (digest, name) => `${digest} *${name}\n` })],
  ['with the ./ of find', () => makeBag({ line: (digest, name) => `${digest}  ./${name}\n` })],
  [
    'with lines ended by CR',
    () => makeBag({ info: 'Contact-Name: 甲\rContact-Name: 乙\r', line: (digest, name) => `${digest}  ${name}\r` }),
  ],
  [
    'with lines ended by CRLF',
    () =>
      changed({ info: 'Contact-Name: 甲\r\n', line: (digest, name) => `${digest}  ${name}\r\n` }, (bag) => {
        bag['bagit.txt'] = text('BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n');
        listTags(bag);
      }),
  ],
  [
    'without an end of the last line',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8');
        bag['manifest-sha256.txt'] = text((bag['manifest-sha256.txt'] as Buffer).toString().trimEnd());
        listTags(bag);
      }),
  ],
  ['with tag files in UTF-16', () => makeBag({ encoding: 'UTF-16', info: 'Contact-Name: 甲\n' })],
  ['with tag files in UTF-16BE', () => makeBag({ encoding: 'UTF-16BE', info: 'Contact-Name: 甲\n' })],
  [
    'with tag files in Latin 1',
    () => makeBag({ encoding: 'ISO-8859-1', info: 'Contact-Name: Café\n', payload: { 'data/é.txt': '1' } }),
  ],
  [
    'with tag files that no manifest names',
    () =>
      changed({}, (bag) => {
        bag['notes/read me.txt'] = text('x');
      }),
  ],
  [
    'with tags repeated, folded, in any case and order',
    () =>
      makeBag({
        info: 'contact-name: 甲\nExternal-Description: 很长\n  接着写\n\t再接\nCONTACT-NAME: 乙\npayload-OXUM: 4.2\n我们的标签: 值: 带冒号\n',
      }),
  ],
  ['with an empty tag', () => makeBag({ info: 'Contact-Name:\nContact-Phone: \n' })],
  ['of 0.97 with blanks around the colon', () => makeBag({ version: '0.97', info: 'Contact-Name :  甲\n' })],
  [
    'with line ends and percent signs in names',
    () =>
      changed(
        { payload: { 'data/a\nb': '1', 'data/c\rd': '2', 'data/100%': '3', 'data/x%0Ay': '4' }, tags: null },
        (bag) => {
          const sum = (content: string) => digestOf('sha256', text(content));
          bag['manifest-sha256.txt'] = text(
            `${sum('1')}  data/a%0Ab\n${sum('2')}  data/c%0dd\n${sum('3')}  data/100%25\n${sum('4')}  data/x%250Ay\n`,
          );
        },
      ),
  ],
  [
    'of 0.97, where a percent sign stands for itself',
    () => makeBag({ version: '0.97', payload: { 'data/100%25': '3' } }),
  ],
  [
    'of 0.97 with each file in one of two lists',
    () =>
      changed({ version: '0.97', tags: null }, (bag) => {
        const [first = '', second = ''] = (bag['manifest-sha256.txt'] as Buffer).toString().split('\n');
        bag['manifest-sha256.txt'] = text(`${first}\n`);
        bag['manifest-md5.txt'] = text(`${digestOf('md5', bag[second.slice(66)] as Buffer)}  ${second.slice(66)}\n`);
      }),
  ],
  [
    'of 0.97 with a line twice',
    () =>
      changed({ version: '0.97', tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([
          bag['manifest-sha256.txt'] as Buffer,
          bag['manifest-sha256.txt'] as Buffer,
        ]);
      }),
  ],
  [
    'whose names another system composed otherwise',
    () =>
      makeBag({
        payload: { 'data/e\u0301.txt': '1' },
        line: (digest, name) => `${digest}  ${name.normalize('NFC')}\n`,
      }),
  ],
  [
    'with a fetch.txt of which nothing is missing',
    () =>
      changed({}, (bag) => {
        bag['fetch.txt'] = text(
          'https://example.org/%E4%B8%80.txt 3 data/一.txt\nftp://example.org/b - data/sub/b.txt\n',
        );
      }),
  ],
  [
    'with blanks and many dots in names',
    () => makeBag({ payload: { 'data/a  b .txt': '1', 'data/...': '2', 'data/ c': '3' } }),
  ],
];
