import yauzl from 'yauzl';
import yazl from 'yazl';

export const ZipFile = yazl.ZipFile;

/** The content of one entry of a ZIP in memory. */
export function readEntry(buffer, name) {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('entry', (entry) => {
        if (entry.fileName !== name) return zip.readEntry();
        zip.openReadStream(entry, async (problem, stream) => {
          if (problem) return reject(problem);
          const parts = [];
          for await (const part of stream) parts.push(part);
          resolve(Buffer.concat(parts));
        });
      });
      zip.readEntry();
    });
  });
}
