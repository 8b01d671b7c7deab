/** What was found, as a page. */
@NullMarked
package io.tercet.cli.report;

import org.jspecify.annotations.NullMarked;
