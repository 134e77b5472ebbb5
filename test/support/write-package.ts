import { finishPackage, type PackageOptions } from '../../electron/core/package/package-writer.ts';

/** Writes one package file that belongs to no other and is recorded nowhere, and gives it its name. */
export async function writePackage(options: PackageOptions) {
  const { name, discard, ...written } = await finishPackage(options);
  try {
    await name();
    return written;
  } catch (error) {
    await discard();
    throw error;
  }
}
