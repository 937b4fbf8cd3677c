package dev.ddbtool.schema;

/** A witness Region of a global table: recorded, never replayed. */
public record GlobalTableWitness(String regionName) {}
