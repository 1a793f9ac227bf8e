package fr.touchweb.console.core.diagnose.probe;

/** A header line as it came: the case of its name tells who relayed it. */
public record Header(String name, String value) {}
