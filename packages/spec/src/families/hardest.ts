import type { Hardest } from '../types.ts';

// Of all floats, by records/oracle/attestation.json: the 16 whose results lie nearest the middle of two floats, and the 16 of
// those with |x| ≥ 2⁻¹⁰. Both signs of each magnitude are judged.

export const sigmoidHardest: Hardest = {
  float32: [
    '0x33800000',
    '0x34000000',
    '0x34400000',
    '0x34c00000',
    '0x34a00000',
    '0x34e00000',
    '0x35200000',
    '0x35100000',
    '0x35300000',
    '0x35600000',
    '0x35500000',
    '0x35900000',
    '0x35700000',
    '0x35880000',
    '0x35b00000',
    '0x35980000',
    '0x3a928601',
    '0x3d21bc81',
    '0x3e104170',
    '0x3b128604',
    '0x42b2e798',
    '0x3f1964d0',
    '0x3da363f4',
    '0x3e8dffaf',
    '0x4164ddcb',
    '0x3eb2c9b8',
    '0x3d0cab6a',
    '0x3ab89c02',
    '0x3b8c250e',
    '0x3bfa8d50',
    '0x3d655024',
    '0x3c08b9b4',
  ],
};

export const sigmoidSlopeHardest: Hardest = {
  float32: [
    '0x42b2e798',
    '0x40154f1e',
    '0x40906c43',
    '0x3ef4fb33',
    '0x3a1cc471',
    '0x405f584a',
    '0x39b504f3',
    '0x3da1f8c0',
    '0x416aee19',
    '0x406803a3',
  ],
};

export const tanhHardest: Hardest = {
  float32: [
    '0x3ac37de2',
    '0x3eee0566',
    '0x3cd41b91',
    '0x40acb4d0',
    '0x40c5e8ca',
    '0x3d7c3055',
    '0x3c96ae2e',
    '0x40a6ef82',
  ],
};

export const tanhSlopeHardest: Hardest = {
  float32: [
    '0x3f954f1e',
    '0x40106c43',
    '0x3e74fb33',
    '0x399cc471',
    '0x3fdf584a',
    '0x393504f3',
    '0x3d21f8c0',
    '0x40eaee19',
    '0x3fe803a3',
    '0x3c0de7a9',
  ],
};
