/** Open addressing from feature hash to row; counts first, then numbers the frequent ones. */
export class FeatureTable {
  constructor(bits) {
    this.mask = 2 ** bits - 1;
    this.keys = new Uint32Array(2 ** bits);
    this.values = new Int32Array(2 ** bits);
  }

  slot(key) {
    let slot = key & this.mask;
    while (this.keys[slot] !== key && this.keys[slot] !== 0) slot = (slot + 1) & this.mask;
    return slot;
  }

  count(key) {
    key >>>= 0;
    if (key === 0) return;
    const slot = this.slot(key);
    this.keys[slot] = key;
    this.values[slot]++;
  }

  number(fewest) {
    let rows = 0;
    this.rowKeys = [];
    for (let slot = 0; slot <= this.mask; slot++) {
      if (this.keys[slot] === 0) continue;
      if (this.values[slot] >= fewest) {
        this.values[slot] = rows++;
        this.rowKeys.push(this.keys[slot]);
      } else this.values[slot] = -1;
    }
    return rows;
  }

  row(key) {
    key >>>= 0;
    const slot = this.slot(key);
    return this.keys[slot] === key && key !== 0 ? this.values[slot] : -1;
  }

  keyOfRow(row) {
    return this.rowKeys[row];
  }
}
