import { CAPITAL } from '../text/tokens.js';
import { evidenceOf } from './name-evidence.js';
import { BRANDS, MAKES, MONTHS_AND_DAYS, RUN_STOPS } from './no-names.js';
import { type TokenWalk, wordSet } from './token-walk.js';
import { doesSomething } from './verbs-of-doing.js';

const ARTICLES = wordSet('el la los las lo o a en na');
const CALLING = wordSet(
  'llaman llamamos apodan apodado apodada alias mote apodo conocido conocida dicen diuen chaman alcuman',
);

/** People write these with a capital, and they name an office, a house or a time. */
export const OFFICES =
  wordSet(`policia guardia ayuntamiento alcalde alcaldesa concejal concejala gobierno estado comunidad junta
  iglesia parroquia banco hotel navidad jefe jefa dueno duena senor senora presidente presidenta director directora rey reina
  principe princesa juez jueza fiscal juzgado comisaria inspector inspectora agente doctor doctora medico medica paciente
  profesor profesora colegio instituto universidad empresa sociedad asociacion administracion administrador seguridad
  familia mujer hombre chico chica nino nina senorito portal barrio pueblo ciudad parque bar local club discoteca nave
  virgen cura padre madre abuelo abuela vecino vecina encargado encargada gerente camarero camarera conductor conductora
  exploracion analitica paciente mujer varon enfermo enferma servicio unidad tac rmn ecografia biopsia estudio tratamiento
  evolucion intervencion lesion tumor prueba radiografia diputacion generalitat xunta ertzaintza concello axuntament
  ajuntament udala mossos urbana local nacional civil municipal patrulla brigada droga coca furgoneta moto coche casa piso`);

/**
 * What somebody is called: "le llaman el tuerto", "Rubén «el Chino»", and, with a capital (`cased`), "el Pescao lleva…",
 * "la Toñi". The token before is its article. Says what speaks for it.
 */
export function nicknameAt(walk: TokenWalk, at: number, cased: boolean): string | undefined {
  if (!ARTICLES.has(walk.text(at - 1)) || walk.text(at).length < 3) return undefined;
  const quoted =
    walk.isPunctuation(at - 2, '"\'(') && walk.isPunctuation(at + 1, '"\')') && walk.isWord(at - 3);
  if (quoted && walk.isCapital(at - 3)) return 'quotes after a name';
  const before = walk.isPunctuation(at - 2, '"\':') ? walk.text(at - 3) : walk.text(at - 2);
  if (CALLING.has(before) && (cased || !/^(?:a|o|en|na)$/.test(walk.text(at - 1)))) return 'naming verb';
  return cased && isCalledSo(walk, at) ? 'article and capital' : undefined;
}

/** An article, a capital that names no office, and what they do, alone or "y" with another such. */
function isCalledSo(walk: TokenWalk, at: number): boolean {
  const { tokens } = walk;
  const word = walk.text(at);
  if (tokens.shape[at] !== CAPITAL || /^(?:o|a|en|na|lo)$/.test(walk.text(at - 1))) return false;
  if (OFFICES.has(word) || MAKES.has(word) || BRANDS.has(word) || RUN_STOPS.has(word)) return false;
  if (MONTHS_AND_DAYS.has(word) || walk.isCapital(at + 1)) return false;
  if (evidenceOf(walk, at).given >= 3 && !/^(?:del?|y|i)$/.test(walk.text(at + 1))) return true;
  if (doesSomething(walk, at + 1)) return true;
  return (
    /^(?:y|e|i)$/.test(walk.text(at + 1)) &&
    ARTICLES.has(walk.text(at + 2)) &&
    walk.isCapital(at + 3) &&
    doesSomething(walk, at + 4)
  );
}
