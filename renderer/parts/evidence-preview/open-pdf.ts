import { GlobalWorkerOptions, getDocument, type PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerAddress;

const parts = (folder: string) => new URL(`pdf/${folder}/`, document.baseURI).href;

/** Opens a PDF at an address of this program. Nothing of it runs: no scripts, no forms, no links; it is only drawn. */
export function openPdf(address: string): PDFDocumentLoadingTask {
  return getDocument({
    url: address,
    cMapUrl: parts('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: parts('standard_fonts'),
    wasmUrl: parts('wasm'),
    // The decoders in plain JavaScript need no leave to compile code.
    useWasm: false,
    disableWorkerRendering: true,
    disableRange: true,
    enableXfa: false,
    maxImageSize: 120_000_000,
  });
}

export { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
