import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { MaskBox } from '../masked-preview.js';

/** Pixels as they are, three bytes each. */
export interface RgbPicture {
  pixels: Buffer;
  width: number;
  height: number;
}

interface Tensor {
  dispose(): void;
}

/** The part of @vladmandic/face-api (whose types ask for the whole of TensorFlow.js) that we use. */
interface FaceApi {
  tf: {
    env(): { set(flag: string, value: boolean): void };
    setWasmPaths(paths: Record<string, string>, usePlatformFetch: boolean): void;
    setBackend(name: string): Promise<boolean>;
    getBackend(): string;
    tensor3d(values: Int32Array, shape: [number, number, number], type: 'int32'): Tensor;
    io: { decodeWeights(weights: ArrayBuffer, specs: unknown): unknown };
  };
  nets: { ssdMobilenetv1: { loadFromWeightMap(weights: unknown): Promise<void> } };
  SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => object;
  detectAllFaces(
    picture: Tensor,
    options: object,
  ): Promise<{ relativeBox: { x: number; y: number; width: number; height: number } }[]>;
}

/** Low on purpose: a lampshade covered in vain costs a click, a face left bare can't be taken back. */
const LEAST_CONFIDENCE = 0.3;
const MOST_FACES = 200;
/** Hair and ears identify too. */
const MARGIN = 0.15;

/** Finds faces (SSD MobileNet v1, weights in the package, WebAssembly); undefined where the package isn't installed. */
export async function findFaces({ pixels, width, height }: RgbPicture): Promise<MaskBox[] | undefined> {
  const api = await loaded();
  if (api === undefined) return undefined;
  const tensor = api.tf.tensor3d(new Int32Array(pixels), [height, width, 3], 'int32');
  try {
    const options = new api.SsdMobilenetv1Options({
      minConfidence: LEAST_CONFIDENCE,
      maxResults: MOST_FACES,
    });
    const found = await api.detectAllFaces(tensor, options);
    return found.map(({ relativeBox }) => withMargin(relativeBox));
  } finally {
    tensor.dispose();
  }
}

function withMargin({ x, y, width, height }: MaskBox): MaskBox {
  const left = Math.max(0, x - width * MARGIN);
  const top = Math.max(0, y - height * MARGIN);
  return {
    x: left,
    y: top,
    width: Math.min(1, x + width * (1 + MARGIN)) - left,
    height: Math.min(1, y + height * (1 + MARGIN)) - top,
  };
}

let once: Promise<FaceApi | undefined> | undefined;

const loaded = (): Promise<FaceApi | undefined> => (once ??= load().catch(() => undefined));

/**
 * The package's bundle is made for browsers; two globals of theirs make it start here, in this process that does nothing
 * else. Its build for Node would want all of TensorFlow.js (141 MB) for the same.
 */
async function load(): Promise<FaceApi> {
  Object.assign(globalThis, { WorkerGlobalScope: class {}, __dirname: '/' });
  const { resolve } = createRequire(import.meta.url);
  const bundle: string = '@vladmandic/face-api/dist/face-api.esm.js';
  const api = (await import(bundle)) as FaceApi;
  const wasm = readFileSync(resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm'));
  const address = `data:application/wasm;base64,${wasm.toString('base64')}`;
  api.tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // it would look for its threads' script in a browser's way
  const paths = [
    'tfjs-backend-wasm.wasm',
    'tfjs-backend-wasm-simd.wasm',
    'tfjs-backend-wasm-threaded-simd.wasm',
  ];
  api.tf.setWasmPaths(Object.fromEntries(paths.map((name) => [name, address])), true);
  if (!(await api.tf.setBackend('wasm'))) throw new Error('no WebAssembly');
  const folder = join(dirname(resolve('@vladmandic/face-api/package.json')), 'model');
  const [manifest] = JSON.parse(
    readFileSync(join(folder, 'ssd_mobilenetv1_model-weights_manifest.json'), 'utf8'),
  ) as [{ paths: string[]; weights: unknown }];
  const weights = Uint8Array.from(readFileSync(join(folder, manifest.paths[0]!))).buffer;
  await api.nets.ssdMobilenetv1.loadFromWeightMap(api.tf.io.decodeWeights(weights, manifest.weights));
  return api;
}
