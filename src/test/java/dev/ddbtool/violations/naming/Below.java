package dev.ddbtool.violations.naming;

/** Breaks no rule. */
public record Below(String name, int number) {}
