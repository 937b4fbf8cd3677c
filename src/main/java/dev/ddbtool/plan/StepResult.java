package dev.ddbtool.plan;

/** A step and whether the service has carried it out. */
public record StepResult(Step step, boolean done) {}
