package io.tercet.jobs.imports;

/**
 * What one input turned out to be.
 *
 * @param name as the user named it; {@code -} for standard input
 * @param format recognised by its content
 * @param layout recognised by its columns
 * @param rows how many it had, rejected ones included; ≥ 1 for a file, ≥ 0 for a query
 */
public record ImportedFile(String name, FileFormat format, Layout layout, long rows) {}
