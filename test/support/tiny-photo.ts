import sharp from 'sharp';
import type { ReceivedFile } from '#tips';

/** A photo that says where it was taken and by which camera. */
export async function tinyPhoto(name = 'IMG_1.jpg', camera = 'Testcam'): Promise<ReceivedFile> {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a05030' } })
    .withExif({ IFD0: { Make: camera, Model: camera } })
    .jpeg()
    .toBuffer();
  return { name, declaredType: 'image/jpeg', bytes };
}
