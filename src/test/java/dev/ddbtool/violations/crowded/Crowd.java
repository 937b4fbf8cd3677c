package dev.ddbtool.violations.crowded;

/** More classes than the size rule allows. The rule counts top-level classes, and they may share one file. */
record File01() {}

record File02() {}

record File03() {}

record File04() {}

record File05() {}

record File06() {}

record File07() {}

record File08() {}

record File09() {}

record File10() {}

record File11() {}

record File12() {}

record File13() {}

record File14() {}

record File15() {}

record File16() {}

record File17() {}

record File18() {}

record File19() {}

record File20() {}

record File21() {}

record File22() {}

record File23() {}

record File24() {}

record File25() {}

record File26() {}

record File27() {}

record File28() {}

record File29() {}

record File30() {}
