package dev.ddbtool.badhouse.naming;

/** Breaks no rule. */
public record Below(String name, int number) {}
