import type { EntityType } from '../entity.js';
import { type Rule, scan } from './rule.js';

/** Labels of forms, at the head of a line or after a stop; the value runs to the end of its field. */
const FIELDS: { label: string; type: EntityType }[] = [
  {
    label:
      'nombre(?:s)?(?: y apellidos| completo)?|apellidos?|nom(?: i cognoms)?|cognoms?|nome(?: e apelidos)?|apelidos|izena|abizenak?|name|surname|full name|paciente|medico|firmado|fdo',
    type: 'PERSON',
  },
  {
    label: 'domicilio|direccion(?: postal)?|adreca|enderezo|helbidea|address',
    type: 'ADDRESS',
  },
  {
    label:
      'localidad(?:/ ?provincia)?|provincia|municipio|poblacion|ciudad|municipi|poblacio|concello|udalerria|herria|pais(?: de nacimiento)?|lugar de nacimiento|city|country|c\\.?p\\.?|codigo postal|codi postal',
    type: 'PLACE',
  },
  {
    label:
      'fecha de nacimiento|f\\. ?nac(?:imiento)?\\.?|data de naixement|data de nacemento|jaioteguna|date of birth|nacido el',
    type: 'DATE_OF_BIRTH',
  },
  {
    label: 'nhc|cipa|nass|nss|naf|nuss|episodio|n[ºo°]\\.? ?col(?:egiado)?|dni|nie|nif',
    type: 'ID_NUMBER',
  },
];
const COMPILED = FIELDS.map(({ label, type }) => ({
  type,
  pattern: new RegExp(
    `(?<=^|\\n|[.;,] {0,3}| {2}|\\t)(?:${label}) {0,2}: {0,6}((?! )[^\\n\\t:;]{1,70})`,
    'g',
  ),
}));
/** A field ends at two blanks, a stop, or where the next label begins. */
const FIELD_END = / {2,}|[.] |[.]$/;
const NEXT_LABEL = / {2,}|[.] |[.]$| ?[a-zº°./]{2,14}$/;

/** "Apellidos: …", "Domicilio: …": the value of a form's field, whatever it looks like. */
export const labelledFields: Rule = (view, add) => {
  if (!view.folded.includes(':')) return;
  for (const { type, pattern } of COMPILED)
    scan(pattern, view.folded, (match) => {
      const value = match[1]!;
      const start = match.index + match[0].length - value.length;
      const cut = value.search(view.folded[start + value.length] === ':' ? NEXT_LABEL : FIELD_END);
      const length = (cut < 0 ? value : value.slice(0, cut)).trimEnd().length;
      if (length === 0) return;
      add({
        type,
        start,
        end: start + length,
        score: 0.75,
        rule: 'labelled-field',
        evidence: 'form label',
      });
    });
};
